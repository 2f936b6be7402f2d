"use strict";
(() => {
  const form = document.getElementById("filters"), search = form.elements.q, output = form.querySelector("output");
  const fields = [...form.querySelectorAll("select")];
  const kinds = { "deviations": ".finding", "requirements": ".requirements tbody tr", "operations": ".matrix tbody tr" };
  const all = Object.entries(kinds).map(([kind, which]) => [kind, [...document.querySelectorAll(which)].map((element) => {
    const rule = element.closest(".rule");
    return { element, rule, data: { ...rule?.dataset, ...element.dataset } };
  })]);
  const textOf = (one) => one.text ??= [...(one.rule?.querySelectorAll(":scope > h3, :scope > p") ?? []), one.element]
    .map((part) => part.textContent).join(" ").toLowerCase();

  const narrow = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const asked = fields.filter((field) => field.value);
    // What says nothing of a filter is not hidden by it.
    const fits = (one) => words.every((word) => textOf(one).includes(word))
      && asked.every(({ name, value }) => !(name in one.data) || one.data[name].split(" ").includes(value));
    output.textContent = all.map(([kind, each]) => {
      for (const one of each) one.element.hidden = !fits(one);
      return `${each.filter((one) => !one.element.hidden).length} of ${each.length} ${kind}`;
    }).join(", ");
    for (const box of document.querySelectorAll(".more, .rule")) box.hidden = !box.querySelector(".finding:not([hidden])");
  };

  const changed = () => {
    narrow();
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", `#${asked}`);
  };

  // `#verdict=fail&area=token` is a choice of filters, `#0f3ac81d9b2e` a place on the page.
  const follow = () => {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      const asked = new URLSearchParams(hash);
      for (const field of [search, ...fields]) field.value = asked.get(field.name) ?? "";
      narrow();
      form.scrollIntoView({ block: "nearest" });
      return;
    }
    const place = hash && document.getElementById(decodeURIComponent(hash));
    if (!place) return;
    if (place.closest("[hidden]")) { form.reset(); narrow(); }
    for (let box = place; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    place.scrollIntoView();
  };

  form.hidden = false;
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector(".finding:not([hidden]) > summary")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select");
    if (event.key === "/" && !typing) { event.preventDefault(); search.focus(); }
    if (event.key === "Escape" && typing) { event.preventDefault(); event.target.blur(); }
  });
  addEventListener("hashchange", follow);
  narrow();
  follow();

  document.addEventListener("toggle", ({ target }) => {
    const mark = target.open && target.querySelector(":scope > .told mark");
    if (mark) mark.parentElement.scrollTop = mark.offsetTop - mark.parentElement.clientHeight / 3;
  }, true);

  for (const line of document.querySelectorAll(".copied")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.ariaLabel = `Copy ${line.dataset.called}`;
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(line);
      try { await navigator.clipboard.writeText(line.textContent); } catch { document.execCommand("copy"); }
      button.textContent = button.ariaLabel = "Copied";
    });
    line.before(button);
  }

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
})();
