// The page. Everything that comes from a text is set as text, never as markup; the policy allows nothing else.
import { words, example } from "./words.js";

const LONG = 60_000; // characters from which a text is edited without underlines
const CARDS_AT_ONCE = 20;
const ROWS_AT_ONCE = 100;
const FINDINGS_AT_ONCE = 60;
const RANK = { error: 0, warning: 1, info: 2 };
const TYPED_TOGETHER_MS = 900;
const MOST_UNDO = 400;

const one = (selector, root = document) => root.querySelector(selector);
const state = { lang: "zh", rules: new Map(), tabs: [], active: null, numbers: 0, gone: false };
const say = (key, ...args) => {
  const word = words[state.lang][key];
  return typeof word === "function" ? word(...args) : word;
};
const of = (both) => (both ? both[state.lang] : "");

/** An element with attributes, listeners and children; strings become text. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key in element && typeof value === "boolean") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Characters nobody sees (and those that turn the writing direction) are shown by their number. */
function plain(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu, (char) => `⟨U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
}
const blanks = (text) => (text && !text.trim() ? text.replace(/ /g, "␣").replace(/\u3000/g, "▢").replace(/\n/g, "↵").replace(/\t/g, "⇥") : plain(text));

function tell(message) {
  const live = one("#said");
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = message));
}

// --- talking to the program ------------------------------------------------------------------------------------------

class Problem extends Error {
  constructor(both) {
    super(both.en);
    this.both = both;
  }
}

async function ask(path, body, method = "POST") {
  let answer;
  try {
    answer = await fetch(path, body === undefined ? { method: method === "POST" ? "GET" : method } : { method, body: body instanceof Blob ? body : JSON.stringify(body) });
  } catch {
    gone(true);
    throw new Problem({ zh: words.zh.gone, en: words.en.gone });
  }
  if (!answer.ok) {
    let both = { zh: words.zh.failed, en: words.en.failed };
    if (answer.headers.get("content-type")?.startsWith("application/json")) both = await answer.json();
    throw new Problem(both);
  }
  return answer;
}
const askJson = async (...args) => (await ask(...args)).json();

function gone(is) {
  state.gone = is;
  const banner = one("#gone");
  banner.hidden = !is;
  banner.textContent = is ? say("gone") : "";
}

/** One tab of the browser holds a stream open; while it is there, the program stays. */
function stay() {
  const hold = () =>
    new Promise(() => {
      const stream = new EventSource("api/alive");
      stream.addEventListener("open", () => gone(false));
      stream.addEventListener("error", () => gone(true));
    });
  if (navigator.locks) navigator.locks.request("alive", hold);
  else hold();
}

const settings = () => {
  const year = one("#year").value.trim();
  return { review: one("#review").checked, year: /^\d{4}$/.test(year) ? Number(year) : null };
};

// --- a string --------------------------------------------------------------------------------------------------------

class Card {
  constructor(tab, data) {
    this.tab = tab;
    this.number = data.number ?? 0;
    this.text = data.text ?? "";
    this.original = this.text;
    this.project = data.project ?? "";
    this.place = data.place ?? null;
    this.editable = data.editable ?? true;
    this.of = tab.kind === "file" ? { project: this.project, goal: data.goal ?? "", layout: data.layout ?? [] } : null;
    this.open = null; // the finding that is shown in full
    this.rows = ROWS_AT_ONCE;
    this.shown = FINDINGS_AT_ONCE;
    this.timer = 0;
    this.busy = false;
    this.slow = 0;
    this.take(data, this.text);
  }

  take(data, text) {
    this.seen = text;
    this.findings = data.findings ?? [];
    this.strings = data.strings ?? [];
    this.total = data.total ?? 0;
    this.live = this.findings.filter((each) => !this.tab.ignored.has(each.mark));
    if (this.open !== null && !this.findings[this.open]) this.open = null;
  }

  get fresh() {
    return this.seen === this.text;
  }
  get long() {
    return this.text.length > LONG;
  }
  get indicators() {
    return this.strings.reduce((sum, each) => sum + each.count, 0);
  }
  get problems() {
    return this.total - (this.findings.length - this.live.length);
  }
  get safe() {
    return this.live.filter((each) => each.fix?.safety === "safe");
  }
  request() {
    return { text: this.text, of: this.of, ...settings() };
  }

  /** Change the text; findings keep their places around what changed until the new ones are there. */
  set(text, { undo = true, typed = false } = {}) {
    if (text === this.text) return;
    if (undo) this.tab.remember(this, this.text, text, typed);
    const was = this.text;
    this.text = text;
    let start = 0;
    const least = Math.min(was.length, text.length);
    while (start < least && was[start] === text[start]) start++;
    let end = 0;
    while (end < least - start && was[was.length - 1 - end] === text[text.length - 1 - end]) end++;
    const by = text.length - was.length;
    const until = was.length - end;
    const moved = [];
    for (const each of this.findings) {
      if (each.end <= start) moved.push(each);
      else if (each.start >= until) moved.push({ ...each, start: each.start + by, end: each.end + by });
    }
    this.findings = moved;
    this.live = moved.filter((each) => !this.tab.ignored.has(each.mark));
    this.open = null;
    this.paintText();
    this.later(typed ? Math.min(3000, Math.max(220, this.slow * 1.5)) : 0);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lint(), wait);
    this.tab.paintBar();
  }

  async lint() {
    if (this.busy) return;
    this.busy = true;
    const text = this.text;
    const began = performance.now();
    try {
      const data = text.trim() ? await askJson("api/lint", this.request()) : {};
      this.slow = performance.now() - began;
      this.busy = false;
      if (text !== this.text) {
        this.later(0);
        return;
      }
      this.take(data, text);
      this.paint();
      if (text.trim()) tell(say("fixed", this.problems));
    } catch (problem) {
      this.busy = false;
      this.tab.complain(problem);
    }
    this.tab.paintBar();
  }

  // --- repairs

  fixOne(finding) {
    if (!this.fresh || !finding.fix) return;
    let text = this.text;
    for (const edit of [...finding.fix.edits].reverse()) text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    this.focusNext = this.findings.indexOf(finding);
    this.set(text);
  }

  ignore(finding, is) {
    if (is) this.tab.ignored.add(finding.mark);
    else this.tab.ignored.delete(finding.mark);
    this.live = this.findings.filter((each) => !this.tab.ignored.has(each.mark));
    this.paint();
    this.tab.paintBar();
  }

  // --- painting

  element() {
    if (this.root) return this.root;
    const halves = [];
    if (this.editable) {
      this.behind = h("div", { class: "behind", "aria-hidden": "true" });
      this.area = h("textarea", {
        spellcheck: "false", autocomplete: "off", lang: "zh-CN",
        oninput: () => this.set(this.area.value, { typed: true }),
        onclick: () => this.pointed(),
        onkeydown: (event) => this.key(event),
      });
      this.editor = h("div", { class: "editor" }, this.behind, this.area);
      this.note = h("p", { class: "note" });
      halves.push(h("div", { class: "half" }, this.editor, this.note));
    }
    this.list = h("ol", { class: "findings" });
    this.head = h("h3", { tabindex: "-1" });
    const listed = h("section", { class: "half" }, this.head, this.list);
    this.tree = h("section", { class: "tree" });
    this.halves = h("div", { class: "halves" }, halves, listed);
    if (this.tab.kind === "file") {
      this.titled = h("span", { class: "name" });
      this.counted = h("span", { class: "where" });
      this.root = h("details", { class: "card file", open: this.problems > 0 || (this.number === 0 && !this.tab.head.findings) }, h("summary", {}, this.titled, this.counted), this.halves, this.tree);
      if (!this.editable) this.halves.style.gridTemplateColumns = "minmax(0, 1fr)";
    } else this.root = h("section", { class: "card" }, this.halves, this.tree);
    this.paint();
    return this.root;
  }

  paint() {
    if (!this.root) return;
    this.paintText();
    this.paintList();
    this.paintTree();
  }

  paintText() {
    if (this.titled) {
      this.titled.textContent = plain(this.project) || say("unnamed");
      this.counted.textContent = [of(this.place), say("summary", { indicators: this.indicators, findings: this.problems, ignored: this.findings.length - this.live.length })].filter(Boolean).join(" · ");
    }
    if (!this.area) return;
    this.area.setAttribute("aria-label", this.project ? `${say("textLabel")}：${this.project}` : say("textLabel"));
    this.area.placeholder = this.tab.kind === "text" ? say("hint") : "";
    if (this.area.value !== this.text) this.area.value = this.text;
    this.editor.classList.toggle("long", this.long);
    this.note.textContent = this.long ? say("long") : "";
    this.note.hidden = !this.long;
    if (this.long) this.behind.replaceChildren();
    else this.behind.replaceChildren(...marked(this.text, this.live, this.findings[this.open]), "\u200b");
  }

  paintList() {
    this.head.textContent = this.text.trim() ? `${say("findings")} ${this.problems || ""}`.trim() : say("findings");
    const items = this.findings.slice(0, this.shown).map((finding, at) => this.item(finding, at));
    if (!this.findings.length) items.push(h("li", { class: "note" }, this.text.trim() ? (this.fresh ? say("none") : say("checking")) : say("noText")));
    if (this.findings.length > this.shown) {
      const more = () => {
        this.shown += FINDINGS_AT_ONCE * 4;
        this.paintList();
      };
      items.push(h("li", {}, h("button", { type: "button", class: "quiet", onclick: more }, say("more", Math.min(FINDINGS_AT_ONCE * 4, this.findings.length - this.shown)))));
    } else if (this.total > this.findings.length) items.push(h("li", { class: "note" }, say("moreFindings", this.total - this.findings.length)));
    if (!this.editable) items.unshift(h("li", { class: "note" }, say("made")));
    this.list.replaceChildren(...items);
    if (this.focusNext !== undefined) {
      const buttons = this.list.querySelectorAll(".finding > button");
      (buttons[Math.min(this.focusNext, buttons.length - 1)] ?? this.head).focus({ preventScroll: true });
      this.focusNext = undefined;
    }
  }

  item(finding, at) {
    const open = this.open === at;
    const off = this.tab.ignored.has(finding.mark);
    const meta = [finding.code, say(finding.severity), finding.ordinal === null ? "" : say("entry", finding.ordinal), off ? say("ignored") : ""].filter(Boolean).join(" · ");
    const button = h(
      "button",
      { type: "button", "aria-expanded": String(open), onclick: () => this.choose(open ? null : at, true) },
      h("span", { class: "dot", "aria-hidden": "true" }),
      h("span", { class: "said" }, plain(of(finding.message))),
      h("span", { class: "meta" }, meta),
    );
    return h("li", { class: `finding ${finding.severity}${open ? " open" : ""}${off ? " off" : ""}` }, button, open ? this.details(finding, off) : null);
  }

  details(finding, off) {
    const rule = state.rules.get(finding.code);
    const parts = [];
    const label = (word) => h("span", { class: "label" }, say(word));
    if (finding.fix) {
      const shown = (pieces, kind) => h("span", { class: "sample", lang: "zh-CN" }, pieces.map(([what, text]) => (what === "same" ? plain(text) : text ? h(kind, {}, blanks(text)) : null)));
      parts.push(h("p", { class: finding.fix.safety === "safe" ? "calm" : "caution" }, say(finding.fix.safety)));
      parts.push(h("p", {}, label("before"), shown(finding.fix.before, "del")), h("p", {}, label("after"), shown(finding.fix.after, "ins")));
    }
    const acts = [];
    if (finding.fix && this.editable && !off) {
      acts.push(h("button", { type: "button", class: "main fix-one", disabled: !this.fresh, onclick: () => this.fixOne(finding) }, say("fixOne")));
      const same = this.tab.safeOf(finding.code);
      if (finding.fix.safety === "safe" && same > 1) acts.push(h("button", { type: "button", class: "quiet fix-kind", onclick: () => this.tab.fixAll(finding.code) }, say("fixKind", same)));
    }
    acts.push(h("button", { type: "button", class: "quiet ignore", onclick: () => this.ignore(finding, !off) }, say(off ? "unignore" : "ignore")));
    parts.push(h("div", { class: "acts" }, acts));
    if (rule) {
      parts.push(h("p", {}, label("why"), of(rule.why)));
      if (rule.bad) parts.push(h("p", { lang: "zh-CN" }, label("bad"), h("span", { class: "sample" }, rule.bad)));
      if (rule.good) parts.push(h("p", { lang: "zh-CN" }, label("good"), h("span", { class: "sample" }, rule.good)));
      if (of(rule.source)) parts.push(h("p", {}, label("source"), of(rule.source)));
    }
    return h("div", { class: "more" }, parts);
  }

  paintTree() {
    const rows = [];
    let shown = 0;
    const heads = ["ordinal", "name", "cycle", "annual"].map((word) => say(word));
    let level = null;
    const all = this.strings.flatMap((string) => (string.withheld ? [{ withheld: string.canonical }] : string.indicators));
    for (const indicator of all) {
      if (shown >= this.rows) break;
      shown++;
      if (indicator.withheld) {
        rows.push(h("tr", {}, h("td", { colspan: "4" }, plain(indicator.withheld), h("span", { class: "chip" }, say("withheld")))));
        continue;
      }
      const key = `${indicator.level1}\n${indicator.level2}`;
      if (key !== level) {
        level = key;
        rows.push(h("tr", {}, h("th", { class: "level", colspan: "4", scope: "rowgroup" }, indicator.level1 ?? say("noLevel1"), h("span", {}, indicator.level2 ?? say("noLevel2")))));
      }
      const name = indicator.name ? plain(indicator.name) : h("span", { class: "lack" }, say("noName"));
      rows.push(
        h("tr", { class: "leaf" },
          h("td", { class: "n" }, indicator.ordinal === null ? "" : `${indicator.ordinal}`),
          h("td", { class: "leafname" },
            this.editable ? h("button", { type: "button", class: "at", onclick: () => this.select(indicator.start, indicator.end) }, name) : name,
            indicator.details.map((each) => h("span", { class: "chip" }, plain(of(each))))),
          h("td", { "data-head": heads[2] }, target(indicator.cycle)),
          h("td", { "data-head": heads[3] }, target(indicator.annual)),
        ),
      );
    }
    this.tree.hidden = !rows.length;
    if (!rows.length) {
      this.tree.replaceChildren();
      return;
    }
    const table = h("table", {}, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows));
    const rest = this.indicators - shown;
    const more = rest > 0 && shown < all.length
      ? h("button", { type: "button", class: "quiet", onclick: () => { this.rows += ROWS_AT_ONCE * 5; this.paintTree(); } }, say("more", Math.min(rest, ROWS_AT_ONCE * 5)))
      : rest > 0 ? h("p", { class: "note" }, `… ${rest}`) : null;
    this.tree.replaceChildren(h("h3", {}, say("tree")), h("div", { class: "scroll" }, table), more ?? "");
  }

  // --- pointing

  /** A click into the text opens the finding under it. */
  pointed() {
    if (this.area.selectionStart !== this.area.selectionEnd) return;
    const at = this.area.selectionStart;
    const inside = (each) => (each.start === each.end ? Math.abs(each.start - at) < 1 : each.start <= at && at <= each.end);
    const hits = this.findings.map((each, number) => [each, number]).filter(([each]) => inside(each) && !this.tab.ignored.has(each.mark));
    if (!hits.length) return;
    const next = hits.findIndex(([, number]) => number === this.open) + 1;
    this.choose(hits[next % hits.length][1], false);
  }

  choose(at, show) {
    this.open = at;
    if (at !== null && at >= this.shown) this.shown = at + FINDINGS_AT_ONCE;
    this.paintList();
    if (this.area) this.paintText();
    const item = at === null ? null : this.list.children[at + (this.editable ? 0 : 1)];
    item?.scrollIntoView({ block: "nearest" });
    if (at === null || !this.area) {
      if (show) this.refocus(at);
      return;
    }
    const finding = this.findings[at];
    if (this.long && show) this.select(finding.start, finding.end, false);
    else one("mark.lit", this.behind)?.scrollIntoView({ block: "nearest" });
    if (show) this.refocus(at);
    else tell(`${finding.code} ${of(finding.message)}`);
  }

  refocus(at) {
    const buttons = this.list.querySelectorAll(".finding > button");
    const wanted = at === null ? this.last : at;
    this.last = at;
    buttons[wanted ?? 0]?.focus({ preventScroll: true });
  }

  select(start, end, focus = true) {
    if (this.root.tagName === "DETAILS") this.root.open = true;
    if (focus) this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    const line = 32;
    if (this.long) {
      // Nobody tells where in a field a position is drawn; its share of the text is near enough.
      this.area.scrollTop = (this.area.scrollHeight * start) / Math.max(1, this.text.length) - 6 * line;
    } else {
      const box = this.editor.getBoundingClientRect();
      const range = document.createRange();
      const [node, offset] = at(this.behind, start);
      range.setStart(node, offset);
      const top = range.getBoundingClientRect().top;
      this.editor.scrollTop += top - box.top - 3 * line;
    }
    this.editor.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey && event.key.toLowerCase() === "z") {
      event.preventDefault();
      this.tab.back(event.shiftKey);
    } else if (command && event.key.toLowerCase() === "y") {
      event.preventDefault();
      this.tab.back(true);
    } else if (event.key === "F8") {
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    }
  }

  /** F8 and Shift+F8: to the next and the previous finding. */
  step(by) {
    if (!this.live.length) return;
    const at = this.area.selectionStart;
    const places = this.findings.map((each, number) => [each, number]).filter(([each]) => !this.tab.ignored.has(each.mark));
    const next = by > 0 ? (places.find(([each]) => each.start > at) ?? places[0]) : (places.findLast(([each]) => each.start < at) ?? places.at(-1));
    this.choose(next[1], false);
    this.area.setSelectionRange(next[0].start, next[0].start);
  }
}

/** Node and offset of a position in the text of an element. */
function at(root, position) {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = position;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (left <= node.length) return [node, left];
    left -= node.length;
  }
  return [root, 0];
}

/** The text with its findings underlined; where several overlap, the gravest gives the colour. */
function marked(text, findings, lit) {
  const cuts = new Set([0, text.length]);
  for (const each of findings) cuts.add(each.start).add(each.end);
  const places = [...cuts].filter((place) => place >= 0 && place <= text.length).sort((a, b) => a - b);
  const begins = Map.groupBy ? Map.groupBy(findings, (each) => each.start) : grouped(findings);
  const out = [];
  let held = [];
  for (let at = 0; at < places.length; at++) {
    const place = places[at];
    held = held.filter((each) => each.end > place);
    for (const each of begins.get(place) ?? []) {
      if (each.start === each.end) out.push(h("mark", { class: `point ${each.severity}${each === lit ? " lit" : ""}` }));
      else held.push(each);
    }
    const piece = text.slice(place, places[at + 1] ?? text.length);
    if (!piece) continue;
    if (!held.length) out.push(piece);
    else {
      const worst = held.reduce((a, b) => (RANK[b.severity] < RANK[a.severity] ? b : a));
      out.push(h("mark", { class: `${worst.severity}${held.includes(lit) ? " lit" : ""}` }, piece));
    }
  }
  return out;
}
function grouped(findings) {
  const map = new Map();
  for (const each of findings) map.set(each.start, [...(map.get(each.start) ?? []), each]);
  return map;
}

function target(data) {
  if (!data) return h("span", { class: "lack" }, say("missing"));
  const parts = [plain(data.text)];
  if (data.kind) parts.push(h("span", { class: "chip" }, words[state.lang].kinds[data.kind] ?? data.kind));
  else if (data.value && data.value !== data.text) parts.push(" ", h("span", { class: "value" }, plain(data.value)));
  if (data.ambiguous) parts.push(h("span", { class: "chip caution" }, say("ambiguous")));
  return h("span", {}, parts);
}

// --- a tab: the pasted text, or a file -------------------------------------------------------------------------------

class Tab {
  constructor(kind, name) {
    this.kind = kind;
    this.name = name;
    this.id = ++state.numbers;
    this.cards = [];
    this.ignored = new Set(); // marks of findings
    this.head = null;
    this.undo = [];
    this.redo = [];
    this.problem = null;
    this.loading = "";
    this.button = h("button", {
      type: "button", class: "tab", role: "tab", id: `tab${this.id}`, "aria-controls": `panel${this.id}`,
      onclick: () => activate(this), onkeydown: (event) => arrows(event),
    });
    this.bar = h("div", { class: "bar" });
    this.message = h("p", { class: "banner", role: "alert", hidden: true });
    this.whole = h("section", { class: "card wholefile", hidden: true });
    this.body = h("div", {});
    this.end = h("div", {});
    this.panel = h("section", { role: "tabpanel", id: `panel${this.id}`, "aria-labelledby": `tab${this.id}`, hidden: true }, this.bar, this.message, this.whole, this.body, this.end);
    one("#tabs").append(this.button);
    one("#panels").append(this.panel);
    this.watch = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && this.grow(), { rootMargin: "600px" });
    this.watch.observe(this.end);
    state.tabs.push(this);
  }

  add(data) {
    const card = new Card(this, data);
    this.cards.push(card);
    return card;
  }

  /** Put the next cards on the page as they come into view. */
  grow() {
    const shown = this.body.childElementCount;
    for (const card of this.cards.slice(shown, shown + CARDS_AT_ONCE)) this.body.append(card.element());
  }

  safeOf(code) {
    return this.cards.reduce((sum, card) => sum + (card.editable ? card.safe.filter((each) => !code || each.code === code).length : 0), 0);
  }

  remember(card, before, after, typed) {
    const last = this.undo.at(-1);
    const now = performance.now();
    this.redo = [];
    typed &&= Math.abs(after.length - before.length) < 20; // a paste is undone by itself
    if (typed && last?.typed && last.changes[0].card === card && now - last.time < TYPED_TOGETHER_MS) {
      last.changes[0].after = after;
      last.time = now;
    } else if (this.group) this.group.push({ card, before, after });
    else this.undo.push({ typed, time: now, changes: [{ card, before, after }] });
    if (this.undo.length > MOST_UNDO) this.undo.shift();
  }

  back(again) {
    const entry = (again ? this.redo : this.undo).pop();
    if (!entry) return;
    (again ? this.undo : this.redo).push({ ...entry, typed: false });
    for (const { card, before, after } of entry.changes) card.set(again ? after : before, { undo: false });
    this.paintBar();
  }

  async fixAll(code = "") {
    const cards = this.cards.filter((card) => card.editable && card.safe.some((each) => !code || each.code === code));
    this.complain(null);
    this.loading = say("working");
    this.paintBar();
    this.group = [];
    try {
      for (const card of cards) {
        const text = card.text;
        const answer = await askJson("api/fix", { ...card.request(), code, ignored: [...this.ignored] });
        if (card.text === text) card.set(answer.text);
      }
    } catch (problem) {
      this.complain(problem);
    }
    if (this.group.length) this.undo.push({ typed: false, time: 0, changes: this.group });
    this.group = null;
    this.loading = "";
    this.paintBar();
  }

  canonical() {
    return this.cards.flatMap((card) => card.strings.map((string) => string.canonical)).filter(Boolean).join("\n");
  }

  async copy() {
    const text = this.canonical();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = h("textarea", { class: "visually-hidden", "aria-hidden": "true" });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    tell(say("copied"));
    this.flash = say("copied");
    this.paintBar();
    setTimeout(() => { this.flash = ""; this.paintBar(); }, 2500);
  }

  async download(kind) {
    this.complain(null);
    this.loading = say("working");
    this.paintBar();
    try {
      const body = { kind, lang: state.lang, ...settings(), ignored: [...this.ignored] };
      if (this.kind === "file") Object.assign(body, { file: this.file, texts: this.cards.filter((card) => card.text !== card.original).map((card) => [card.number, card.text]) });
      else body.text = this.cards[0].text;
      const answer = await ask("api/export", body);
      const name = decodeURIComponent(answer.headers.get("content-disposition").split("''")[1]);
      const url = URL.createObjectURL(await answer.blob());
      const link = h("a", { href: url, download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      tell(say("downloaded", name));
    } catch (problem) {
      this.complain(problem);
    }
    this.loading = "";
    this.paintBar();
  }

  complain(problem) {
    this.problem = problem === null ? null : (problem.both ?? { zh: words.zh.failed, en: words.en.failed });
    if (problem && !problem.both) console.error(problem);
    this.message.hidden = this.problem === null;
    this.message.textContent = this.problem ? plain(of(this.problem)) : "";
  }

  paintBar() {
    this.button.textContent = this.kind === "text" ? say("pasted") : plain(this.name);
    this.button.title = this.kind === "text" ? "" : plain(this.name);
    const sum = { indicators: 0, findings: this.head?.whole.length ?? 0, ignored: 0 };
    for (const card of this.cards) {
      sum.indicators += card.indicators;
      sum.findings += card.problems;
      sum.ignored += card.findings.length - card.live.length;
    }
    const text = this.kind === "text" ? this.cards[0].text.trim() : true;
    const stale = this.cards.some((card) => !card.fresh);
    const said = this.loading || this.flash || (stale ? say("checking") : text && !this.problem ? `${this.kind === "file" ? `${say("projects", this.head?.projects ?? this.cards.length)} · ` : ""}${say("summary", sum)}` : "");
    const safe = this.safeOf("");
    const nothing = !text || (this.kind === "file" && !this.head);
    const act = (word, action, kind, off, name) => h("button", { type: "button", class: `${kind} ${name}`, disabled: off, onclick: action }, word);
    const kept = document.activeElement;
    const again = kept && this.bar.contains(kept) ? [...kept.classList].at(-1) : null;
    this.bar.replaceChildren(
      h("p", { class: `sum${this.loading ? " busy" : ""}` }, said),
      h("div", { class: "group" },
        act(say("fixAll", safe), () => this.fixAll(), "main", !safe || stale || nothing, "fix-all"),
        act(say("undo"), () => this.back(false), "quiet", !this.undo.length, "undo"),
        act(say("redo"), () => this.back(true), "quiet", !this.redo.length, "redo"),
        this.kind === "text" ? (text ? act(say("clear"), () => this.cards[0].set(""), "quiet", false, "clear") : act(say("example"), () => this.cards[0].set(example), "quiet", false, "example")) : null,
      ),
      h("div", { class: "group outputs" },
        act(say("copy"), () => this.copy(), "quiet", nothing || !this.canonical(), "copy"),
        act(say("corrected"), () => this.download("corrected"), "quiet", nothing, "corrected"),
        act(say("xlsx"), () => this.download("xlsx"), "quiet", nothing, "xlsx"),
        act(say("csv"), () => this.download("csv"), "quiet", nothing, "csv"),
        act(say("report"), () => this.download("report"), "quiet", nothing, "report"),
        this.kind === "file" ? act(say("close"), () => this.close(), "quiet", false, "close") : null,
      ),
    );
    if (again) one(`.${again}`, this.bar)?.focus({ preventScroll: true });
  }

  paintWhole() {
    const found = this.head?.whole ?? [];
    this.whole.hidden = !found.length && !(this.head && !this.cards.length);
    this.whole.replaceChildren(
      h("h3", {}, say("whole")),
      !this.cards.length ? h("p", { class: "note" }, say("noIndicators")) : "",
      h("ul", {}, found.map((each) => h("li", {}, h("span", { class: `tag ${each.severity}` }, `${each.code} ${say(each.severity)}`), [plain(each.project), of(each.place), plain(of(each.message))].filter(Boolean).join("：")))),
    );
  }

  paint() {
    this.paintBar();
    this.paintWhole();
    this.complain(this.problem ? { both: this.problem } : null);
    for (const card of this.cards) card.paint();
  }

  // --- files

  async read(file) {
    this.loading = say("reading", file.name);
    this.paint();
    const asked = settings();
    const query = new URLSearchParams({ name: file.name, review: asked.review ? "1" : "0", year: asked.year ?? "" });
    try {
      this.fill(await askJson(`api/files?${query}`, file));
    } catch (problem) {
      this.complain(problem);
      tell(of(this.problem));
    }
    this.loading = "";
    this.paint();
    await this.rest();
  }

  fill(answer) {
    this.file = answer.file;
    this.head = answer.head;
    for (const mark of answer.head.ignored) this.ignored.add(mark);
    for (const data of answer.cards) this.add(data);
    this.grow();
  }

  /** The strings that did not come with the first answer. */
  async rest() {
    try {
      while (this.head && this.cards.length < this.head.cards) {
        const answer = await askJson(`api/files/${this.file}?from=${this.cards.length}`);
        if (!answer.cards.length) break;
        for (const data of answer.cards) this.add(data);
        if (this.body.childElementCount < CARDS_AT_ONCE) this.grow();
        this.paintBar();
      }
    } catch (problem) {
      this.complain(problem);
    }
    this.paintBar();
  }

  /** Other rules or another year: the file is looked at anew, what the user changed stays. */
  async again() {
    if (this.kind === "text") {
      this.cards[0].later(0);
      return;
    }
    if (!this.head) return;
    try {
      const answer = await askJson(`api/files/${this.file}`, settings());
      const changed = new Map(this.cards.filter((card) => card.text !== card.original).map((card) => [card.number, card.text]));
      this.cards = [];
      this.undo = [];
      this.redo = [];
      this.body.replaceChildren();
      this.fill(answer);
      await this.rest();
      for (const card of this.cards) {
        if (changed.has(card.number)) card.set(changed.get(card.number), { undo: false });
      }
    } catch (problem) {
      this.complain(problem);
    }
    this.paint();
  }

  close() {
    if (this.file) ask(`api/files/${this.file}`, undefined, "DELETE").catch(() => {});
    this.watch.disconnect();
    this.button.remove();
    this.panel.remove();
    state.tabs.splice(state.tabs.indexOf(this), 1);
    activate(state.tabs.at(-1));
    state.active.button.focus();
  }
}

function activate(tab) {
  state.active = tab;
  for (const each of state.tabs) {
    const on = each === tab;
    each.button.setAttribute("aria-selected", String(on));
    each.button.tabIndex = on ? 0 : -1;
    each.panel.hidden = !on;
  }
}

function arrows(event) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by) return;
  const at = state.tabs.indexOf(state.active);
  activate(state.tabs[(at + by + state.tabs.length) % state.tabs.length]);
  state.active.button.focus();
}

async function take(list) {
  for (const file of list) {
    const tab = new Tab("file", file.name);
    activate(tab);
    await tab.read(file);
  }
}

function translate() {
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t);
  one("#lang").textContent = say("other");
  one("#lang").lang = state.lang === "zh" ? "en" : "zh-CN";
  one("#tabs").setAttribute("aria-label", say("title"));
  if (state.gone) gone(true);
  for (const tab of state.tabs) tab.paint();
}

// --- start -----------------------------------------------------------------------------------------------------------

function start() {
  const first = new Tab("text", "");
  first.body.append(first.add({}).element());
  activate(first);
  translate();
  first.cards[0].area.focus();
  stay();
  askJson("api/rules").then((rules) => {
    for (const rule of rules) state.rules.set(rule.code, rule);
    document.body.dataset.ready = "";
  }).catch((problem) => first.complain(problem));

  one("#lang").addEventListener("click", () => {
    state.lang = state.lang === "zh" ? "en" : "zh";
    translate();
  });
  const anew = () => { for (const tab of state.tabs) tab.again(); };
  one("#review").addEventListener("change", anew);
  one("#year").addEventListener("change", anew);
  one("#choose").addEventListener("click", () => one("#file").click());
  one("#file").addEventListener("change", (event) => {
    take([...event.target.files]);
    event.target.value = "";
  });
  let depth = 0;
  const files = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragenter", (event) => { if (files(event)) { depth++; one("#drop").classList.add("on"); } });
  addEventListener("dragleave", (event) => { if (files(event) && --depth <= 0) { depth = 0; one("#drop").classList.remove("on"); } });
  addEventListener("dragover", (event) => files(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    depth = 0;
    one("#drop").classList.remove("on");
    if (!files(event)) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    take([...event.clipboardData.files]);
  });
}
start();
