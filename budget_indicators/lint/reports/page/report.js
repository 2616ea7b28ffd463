"use strict";
// Filters what is listed and shows the explanation of a rule. Builds nothing from text: it only hides and clones.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const wanted = { words: "", rule: "", project: "" };
  const cards = all(".string").map((card) => ({
    card,
    findings: all(".finding", card),
    marks: all("mark", card),
    said: null,
  }));

  const severities = () => new Set(all(".bar input[type=checkbox]:checked").map((box) => box.value));

  function apply() {
    const kinds = severities();
    let shown = 0;
    for (const entry of cards) {
      // Text is folded once, and only when somebody searches.
      if (wanted.words && entry.said === null) entry.said = entry.card.textContent.toLowerCase();
      const fits =
        (!wanted.project || entry.card.dataset.project === wanted.project) &&
        (!wanted.words || entry.said.includes(wanted.words));
      const visible = new Set();
      for (const finding of entry.findings) {
        const data = finding.dataset;
        const on = fits && kinds.has(data.severity) && (!wanted.rule || data.code === wanted.rule);
        finding.hidden = !on;
        if (on) visible.add(finding.id);
      }
      for (const mark of entry.marks) {
        mark.classList.toggle("off", !mark.dataset.f.split(" ").some((id) => visible.has(id)));
      }
      entry.card.hidden = visible.size === 0;
      shown += visible.size;
    }
    one("#shown").textContent = String(shown);
    for (const row of all("tr[data-rule]")) row.classList.toggle("chosen", row.dataset.rule === wanted.rule);
    for (const row of all("tr[data-project]")) row.classList.toggle("chosen", row.dataset.project === wanted.project);
  }

  function choose(kind, value) {
    wanted[kind] = wanted[kind] === value ? "" : value;
    apply();
  }

  function explain(code) {
    const rule = document.getElementById(`rule-${code}`);
    if (!rule) return;
    const copy = rule.cloneNode(true);
    copy.removeAttribute("id");
    one("#explained").replaceChildren(copy);
    one("#dialog").showModal();
  }

  function point(mark) {
    const ids = mark.dataset.f.split(" ").filter((id) => !document.getElementById(id).hidden);
    for (const lit of all(".lit")) lit.classList.remove("lit");
    mark.classList.add("lit");
    for (const id of ids) document.getElementById(id).classList.add("lit");
    if (ids.length) explain(document.getElementById(ids[0]).dataset.code);
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-choose], mark, .finding a, #reset, #close");
    if (!target) return;
    if (target.id === "close") one("#dialog").close();
    else if (target.id === "reset") {
      Object.assign(wanted, { words: "", rule: "", project: "" });
      one("#search").value = "";
      for (const box of all(".bar input[type=checkbox]")) box.checked = true;
      apply();
    } else if (target.dataset.choose) choose(target.dataset.choose, target.dataset.value);
    else if (target.tagName === "MARK") point(target);
    else {
      event.preventDefault();
      explain(target.closest(".finding").dataset.code);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.tagName === "MARK") point(event.target);
  });
  one("#search").addEventListener("input", (event) => {
    wanted.words = event.target.value.trim().toLowerCase();
    apply();
  });
  for (const box of all(".bar input[type=checkbox]")) box.addEventListener("change", apply);
  one(".bar").hidden = false;
})();
