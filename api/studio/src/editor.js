// The editor: CodeMirror inside a shadow root, where its style sheets are adopted; the page's policy allows no other.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Transaction } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const THEME = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: "14px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'WenQuanYi Micro Hei Mono', monospace", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--back)", color: "var(--soft)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--calm) 55%, transparent)" },
  "&.cm-focused": { outline: "2px solid var(--link)", outlineOffset: "-2px" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)" },
  ".cm-tooltip-autocomplete ul li": { padding: "2px 8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--own)", color: "var(--own-ink)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".8" },
  ".cm-panels": { backgroundColor: "var(--back)", color: "var(--ink)" },
});
const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--key)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--text)" },
  { tag: [tags.number, tags.bool, tags.keyword], color: "var(--number)" },
  { tag: tags.comment, color: "var(--comment)" },
]);
const CHINESE = {
  "Find": "查找", "Replace": "替换", "next": "下一个", "previous": "上一个", "all": "全部", "match case": "区分大小写",
  "regexp": "正则", "by word": "整词", "replace": "替换", "replace all": "全部替换", "close": "关闭", "Completions": "提示",
  "Diagnostics": "问题", "No diagnostics": "没有问题", "Go to line": "到第几行", "go": "去",
};

/**
 * @param on changed(text), save(), play(), complete(before, after) -> {replace, offers}
 */
export class Editor {
  #view;
  #locked = new Compartment();

  constructor(host, on) {
    const root = host.attachShadow({ mode: "open" });
    const keys = [
      { key: "Mod-s", run: () => (on.save(), true), preventDefault: true },
      { key: "Mod-Enter", run: () => (on.play(), true) },
    ];
    this.on = on;
    this.extensions = [
      keymap.of([...keys, ...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
      lineNumbers(), highlightActiveLineGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
      highlightActiveLine(), highlightSelectionMatches(), lintGutter(), yaml(), indentUnit.of("  "), EditorView.lineWrapping,
      syntaxHighlighting(COLOURS), THEME, EditorState.phrases.of(CHINESE),
      EditorView.contentAttributes.of({ "aria-label": "主题的内容", spellcheck: "false" }),
      autocompletion({ override: [(context) => this.#complete(context)], icons: false, activateOnTypingDelay: 120 }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !update.transactions.some((one) => one.annotation(Transaction.remote))) on.changed(this.text);
      }),
      this.#locked.of([]),
    ];
    // A dialog (go to line) that closes would give the focus back only outside a shadow root.
    root.addEventListener("keydown", (event) => {
      if (event.target.closest(".cm-dialog") && ["Enter", "Escape"].includes(event.key)) setTimeout(() => this.#view.focus());
    });
    this.#view = new EditorView({ state: this.#fresh(""), parent: root, root });
  }

  get text() { return this.#view.state.doc.toString(); }

  /** Another text, without a way back to the one before. */
  open(text, locked = false) {
    this.#view.setState(this.#fresh(text));
    this.lock(locked);
  }

  lock(locked) {
    this.#view.dispatch({ effects: this.#locked.reconfigure(locked ? [EditorState.readOnly.of(true)] : []) });
  }

  /** The same text as another window saved it: the cursor stays where it can. */
  refresh(text) {
    const { main } = this.#view.state.selection;
    const end = this.#view.state.doc.length;
    this.#view.dispatch({
      changes: { from: 0, to: end, insert: text },
      selection: { anchor: Math.min(main.anchor, text.length) },
      annotations: Transaction.remote.of(true),
    });
  }

  mark(issues) {
    const { doc } = this.#view.state;
    const marks = issues.map((issue) => {
      const line = doc.line(Math.min(Math.max(issue.line, 1), doc.lines));
      const from = line.from + line.text.search(/\S|$/);
      const remedy = issue.suggestion ? `是不是 ${issue.suggestion}？${issue.remedy}` : issue.remedy;
      return { from, to: line.to, severity: "error", message: `${issue.what}${remedy}` };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, marks));
  }

  go(line) {
    const { doc } = this.#view.state;
    const place = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.#view.dispatch({ selection: { anchor: place.from + place.text.search(/\S|$/) }, effects: EditorView.scrollIntoView(place.from, { y: "center" }) });
    this.#view.focus();
  }

  focus() { this.#view.focus(); }

  #fresh(text) { return EditorState.create({ doc: text, extensions: this.extensions }); }

  async #complete(context) {
    const before = context.state.sliceDoc(0, context.pos);
    if (!context.explicit && !/[\w.'\u4e00-\u9fff{[:, ]$/.test(before)) return null;
    let found;
    try {
      found = await this.on.complete(before, context.state.sliceDoc(context.pos));
    } catch { return null; }
    if (context.aborted || !found.offers.length) return null;
    const options = found.offers.map(({ text, label }, index) => ({ label: text, detail: label, boost: -index, apply: write(text) }));
    return { from: context.pos - found.replace, options, filter: false };
  }
}

/** Writes the offer; after a key, what may be its value is offered at once. */
const write = (text) => (view, _, from, to) => {
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, userEvent: "input.complete" });
  if (text.endsWith(": ")) startCompletion(view);
};
