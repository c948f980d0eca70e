import "weui/dist/style/weui.min.css";
import "../palette.css";
import "./style/shell.css";
import "./style/log.css";
import "./style/answer.css";
import "./style/side.css";

import { render } from "preact";
import { Page } from "./components/Page";
import { start } from "./state/conversation";

render(<Page />, document.getElementById("page")!);
start();
