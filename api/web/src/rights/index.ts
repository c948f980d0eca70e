// The screens that are seldom wanted, in one piece.

import { Data } from "./Data";
import { Drafts } from "./Drafts";
import { HandOver } from "./HandOver";
import { Held } from "./Held";
import { Take } from "./Take";
import { Ways } from "./Ways";

export const screens = { drafts: Drafts, handover: HandOver, data: Data, take: Take, signin: Ways, held: Held };
