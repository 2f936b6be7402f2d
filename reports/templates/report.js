"use strict";
(() => {
  const form = document.getElementById("filters");
  const rows = [...document.querySelectorAll(".requirements tbody tr")].map((row) => ({
    row, text: row.textContent.toLowerCase(), profiles: ` ${row.dataset.profiles} `,
  }));
  const field = (id) => document.getElementById(id);
  const narrow = () => {
    const words = field("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdict = field("verdict").value, level = field("level").value, profile = field("profile").value;
    let shown = 0;
    for (const { row, text, profiles } of rows) {
      const fits = words.every((word) => text.includes(word)) && (!verdict || row.dataset.verdict === verdict)
        && (!level || row.dataset.level === level) && (!profile || profiles.includes(` ${profile} `));
      row.hidden = !fits;
      shown += fits;
    }
    field("shown").textContent = `${shown} of ${rows.length}`;
  };
  form.hidden = false;
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  narrow();
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing) { event.preventDefault(); field("search").focus(); }
    if (event.key === "Escape" && event.target === field("search")) { field("search").value = ""; narrow(); }
  });
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.tagName === "DETAILS") target.open = true;
    if (target.hidden) { form.reset(); narrow(); target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();
  for (const line of document.querySelectorAll("pre.copied")) {
    const button = document.createElement("button");
    const text = line.textContent;
    button.className = "copy"; button.type = "button"; button.textContent = "copy";
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(text); button.textContent = "copied"; }
      catch { getSelection().selectAllChildren(line); }
    });
    line.prepend(button);
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });
})();
