// Answers that are put into one box: what each is composed by, and what the browser may help with.

import type { Limits } from "../turn";
import { composeCompanyName } from "../widgets/companyName";
import type { Composed } from "../widgets/composed";
import { composeCreditCode, wholeCreditCode } from "../widgets/creditCode";
import { composeEmail, wholeEmail } from "../widgets/email";
import { composeIdCard, wholeIdCard } from "../widgets/idCard";
import { composeIdDocument, wholeIdDocument } from "../widgets/idDocument";
import { composeLicenceNumber, wholeLicenceNumber } from "../widgets/licenceNumber";
import { composeMobile, wholeMobile } from "../widgets/mobile";
import { composePersonName } from "../widgets/personName";
import { composePhone, wholePhone } from "../widgets/phone";
import { composePlate, wholePlate } from "../widgets/plate";
import { composePostcode, wholePostcode } from "../widgets/postcode";
import { composeUrl } from "../widgets/url";
import type { Complete, Mode } from "./Box";

export interface Code {
  /** Its label among the texts. */
  name:
    | "idCard" | "idDocument" | "creditCode" | "licenceNumber" | "mobile" | "phone"
    | "email" | "postcode" | "plate" | "url" | "personName" | "companyName";
  mode: Mode;
  compose: (typed: string, limits?: Limits) => Composed;
  /** Whether enough is typed to be judged; what has no length is judged when it is sent. */
  whole?: (typed: string) => boolean;
  /** What the browser may fill in for its owner. */
  complete?: Complete;
  /** Whether the telephone's keyboard begins with capitals. */
  capitals?: boolean;
}

export const CODES: Record<string, Code> = {
  id_card: { name: "idCard", mode: "text", capitals: true, compose: composeIdCard, whole: wholeIdCard },
  id_document: { name: "idDocument", mode: "text", capitals: true, compose: composeIdDocument, whole: wholeIdDocument },
  uscc: { name: "creditCode", mode: "text", capitals: true, compose: composeCreditCode, whole: wholeCreditCode },
  licence_number: { name: "licenceNumber", mode: "text", capitals: true, compose: composeLicenceNumber, whole: wholeLicenceNumber },
  mobile: { name: "mobile", mode: "tel", complete: "tel-national", compose: composeMobile, whole: wholeMobile },
  phone: { name: "phone", mode: "tel", complete: "tel", compose: composePhone, whole: wholePhone },
  email: { name: "email", mode: "email", complete: "email", compose: composeEmail, whole: wholeEmail },
  postcode: { name: "postcode", mode: "numeric", complete: "postal-code", compose: composePostcode, whole: wholePostcode },
  plate: { name: "plate", mode: "text", capitals: true, compose: composePlate, whole: wholePlate },
  url: { name: "url", mode: "url", compose: composeUrl },
  person_name: { name: "personName", mode: "text", complete: "name", compose: composePersonName },
  company_name: { name: "companyName", mode: "text", complete: "organization", compose: composeCompanyName },
};

/** Whose answers tell of whoever sits here; a browser knows nothing of the staff. */
const OWN = /^(agent|contact|legal_rep|operator)\./;

export const isOwn = (fact: string | null): boolean => OWN.test(fact ?? "");
