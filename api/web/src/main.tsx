import "weui/dist/style/weui.min.css";
import "../palette.css";
import "./style/shell.css";
import "./style/log.css";
import "./style/answer.css";
import "./style/field.css";
import "./style/side.css";
import "./style/check.css";

import { render } from "preact";
import { Page } from "./components/Page";
import { applyCare } from "./state/care";
import { start } from "./state/conversation";
import { applyLanguage } from "./state/language";

applyCare();
applyLanguage();
render(<Page />, document.getElementById("page")!);
start();
