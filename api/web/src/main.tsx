import "weui/dist/style/weui.min.css";
import "../palette.css";
import "./style/shell.css";
import "./style/log.css";
import "./style/answer.css";
import "./style/field.css";
import "./style/side.css";
import "./style/materials.css";
import "./style/check.css";
import "./style/screen.css";

import { render } from "preact";
import { Page } from "./components/Page";
import { watchVoices } from "./state/aloud";
import { followBack } from "./state/back";
import { applyCare } from "./state/care";
import { watchConsent } from "./state/consent";
import { start } from "./state/conversation";
import { applyLanguage } from "./state/language";
import { code } from "./state/screen";
import { lookWho } from "./state/who";

// The conversation shows its latest line by itself; where a reload stood before is no longer there.
history.scrollRestoration = "manual";
applyCare();
applyLanguage();
watchConsent();
watchVoices();
followBack();
render(<Page />, document.getElementById("page")!);
// A code that this page was opened with comes first: what was here before is not in the way of it.
if (!code) start().then(lookWho);
else lookWho();
