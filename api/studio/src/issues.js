// The list of mistakes beneath the editor; a click goes to the line.

import { at, element } from "./dom.js";

/** `more`: how many are not in the list. */
export function showIssues(issues, more, go) {
  const own = issues.filter((issue) => issue.own);
  const count = at("issuecount");
  count.className = issues.length ? "bad" : "good";
  count.textContent = !issues.length ? "检查通过，没有问题" : own.length ? `这个主题有 ${own.length + more} 个问题${more ? `，先列 ${own.length} 个` : ""}` : "这个主题没有问题，别的文件有问题";
  at("issues").replaceChildren(...issues.map((issue) => row(issue, go)));
}

export function checking() {
  const count = at("issuecount");
  count.className = "";
  count.textContent = "正在检查……";
}

export function notChecked(why) {
  const count = at("issuecount");
  count.className = "bad";
  count.textContent = `没有检查成：${why}`;
}

function row(issue, go) {
  const item = element("li");
  const button = element("button");
  button.type = "button";
  const told = element("span", issue.own ? issue.what : `${issue.file} 第 ${issue.line} 行：${issue.what}`);
  const meant = issue.suggestion ? `是不是 ${issue.suggestion}？` : "";
  told.append(element("span", ` ${meant}${issue.remedy}`, "remedy"));
  button.append(element("span", issue.own ? `第 ${issue.line} 行` : "别的文件", "line"), told);
  button.disabled = !issue.own;
  button.addEventListener("click", () => go(issue.line));
  item.append(button);
  return item;
}
