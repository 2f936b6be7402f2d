// Looks at pages of a verdict in one Chromium, as people do who differ, and prints what it saw as one line of JSON.
// node browsing.mjs CHROMIUM FOLDER, where FOLDER has red.html, green.html and hostile.html.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(new URL("official/package.json", import.meta.url))("playwright-core");
const [executablePath, folder] = process.argv.slice(2);
const address = (name, hash = "") => pathToFileURL(`${folder}/${name}.html`).href + hash;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const requests = [], complaints = [];

// Opens a page for a person, looks, and closes it. Whatever leaves it or goes wrong on it is noted.
async function visit(name, look, { hash = "", ...person } = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...person });
  try {
    const page = await context.newPage();
    page.on("request", (request) => { if (request.url().split("#")[0] !== address(name)) requests.push(request.url()); });
    page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    await page.goto(address(name, hash));
    return await look(page);
  } finally {
    await context.close();
  }
}

const openAll = (page) => page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });
const shown = (page) => page.evaluate(() => ({
  deviations: [...document.querySelectorAll(".finding")].filter((one) => one.checkVisibility()).map((one) => one.id),
  requirements: [...document.querySelectorAll(".requirements tbody tr")].filter((one) => !one.hidden).map((one) => one.id),
  told: document.querySelector("output").textContent,
  live: document.querySelector("output").ariaLive,
  hash: location.hash,
  chosen: Object.fromEntries(new FormData(document.getElementById("filters"))),
}));

// How many pixels a page is wider than its window, everything opened.
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

// The text that stands out least from what is behind it.
const faintest = (page) => page.evaluate(() => {
  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) => [red, green, blue].map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const ground = parts(getComputedStyle(one).backgroundColor);
      if (ground[3] !== 0) return ground;
    }
    return [255, 255, 255];
  };
  let worst = { ratio: 21 };
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const [a, b] = [luminance(parts(getComputedStyle(element).color)), luminance(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst.ratio) worst = { ratio, element: element.outerHTML.slice(0, 120) };
  }
  return worst;
});

const keys = async (page) => {
  const at = () => page.evaluate(() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return { what: one.matches(".finding > summary") ? "finding" : one.className || one.name || one.tagName, outlined: style.outlineStyle !== "none" };
  });
  const stops = [];
  do { await page.keyboard.press("Tab"); stops.push(await at()); } while (stops.at(-1).what !== "finding" && stops.length < 100);
  await page.keyboard.press("Enter");
  const opened = await page.evaluate(() => document.activeElement.parentElement.open);
  await page.keyboard.press("/");
  const slash = await at();
  await page.keyboard.type("door");
  await page.keyboard.press("Escape");
  const escape = await at();
  return { stops, opened, slash: slash.what, escape: escape.what, kept: (await shown(page)).chosen.q };
};

const search = async (page) => {
  await page.locator("input[type=search]").fill("door.locked shut");
  const narrowed = await shown(page);
  await page.locator("button[type=reset]").click();
  await page.waitForFunction(() => !location.hash);
  return { narrowed, all: await shown(page) };
};

const structure = (page) => page.evaluate(() => ({
  headings: [...document.querySelectorAll("h1, h2, h3, h4")].map((one) => Number(one.tagName[1])),
  landmarks: ["header", "nav", "form[role=search]", "main"].filter((one) => document.querySelectorAll(`body > ${one}`).length === 1),
  unscoped: document.querySelectorAll("th:not([scope])").length,
  unnamed: [...document.querySelectorAll("button, input, select, [role=region]")].filter((one) => !one.ariaLabel && !one.labels?.length && !one.hasAttribute("aria-labelledby") && !one.textContent).length,
  moving: [...document.querySelectorAll("*")].filter((one) => { const style = getComputedStyle(one); return style.transitionDuration !== "0s" || style.animationName !== "none" || style.scrollBehavior !== "auto"; }).length,
}));

const matrix = (page) => page.evaluate(() => {
  const box = document.querySelector(".tall");
  box.style.maxHeight = box.style.maxWidth = "200px";
  box.scrollTo(80, 80);
  const place = (one) => { const { left, top } = box.querySelector(one).getBoundingClientRect(); return { left, top }; };
  const { left, top } = box.getBoundingClientRect(), head = place("thead th:nth-child(3)"), side = place("tbody th");
  return { scrolled: [box.scrollLeft, box.scrollTop], head: Math.round(head.top - top), side: Math.round(side.left - left) };
});

const copied = async (page) => {
  await page.locator(".finding > summary").first().click();
  const line = page.locator(".finding[open] .copied").first();
  await page.locator(".finding[open] button").first().click();
  return { line: await line.textContent(), pasted: await page.evaluate(() => navigator.clipboard.readText()) };
};

const paper = async (page) => {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(() => ({
    closed: [...document.querySelectorAll("details > :not(summary)")].filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length,
    details: document.querySelectorAll(".told").length,
    controls: [...document.querySelectorAll("nav, form, button")].filter((one) => one.checkVisibility()).length,
  }));
};

const plain = async (page) => {
  const hidden = await page.evaluate(() => [...document.querySelectorAll("[hidden]")].map((one) => one.id));
  const summary = page.locator(".finding > summary").first();
  await summary.click();
  return { hidden, told: await page.locator(".finding .told").first().innerText(), buttons: await page.locator("main button").count() };
};

const harmless = async (page) => {
  await openAll(page);
  return { harm: await page.evaluate(() => ({
    ran: "ran" in window,
    planted: document.querySelectorAll("img, iframe, object, svg, link, base, body style, body script ~ script").length,
    handlers: [...document.querySelectorAll("*")].filter((one) => one.getAttributeNames().some((name) => name.startsWith("on"))).length,
    links: [...document.querySelectorAll("a")].map((one) => one.href).filter((one) => !one.startsWith("https://") && !one.startsWith(location.href.split("#")[0] + "#")),
    unseen: [...document.documentElement.textContent + document.title].filter((one) => /[\0\ufffd\u202a-\u202e\u2066-\u2069\u200b-\u200f]/u.test(one)).length,
    longest: Math.max(...[...document.querySelectorAll("dd, td, summary, p")].map((one) => one.textContent.length)),
  })) };
};

// What one page shows to many people, one after the other.
const looked = async (page, colours) => {
  await openAll(page);
  const seen = { structure: await structure(page), shown: await shown(page) };
  for (const colorScheme of colours) {
    await page.emulateMedia({ colorScheme });
    seen[colorScheme] = await faintest(page);
  }
  for (const width of [400, 320]) {
    await page.setViewportSize({ width, height: 800 });
    seen[width] = await overflow(page);
  }
  return seen;
};

try {
  const seen = {
    red: await visit("red", (page) => looked(page, ["light", "dark"])),
    green: await visit("green", (page) => looked(page, ["light", "dark"])),
    hostile: await visit("hostile", async (page) => ({ ...await harmless(page), ...await looked(page, []) })),
    keys: await visit("red", keys),
    search: await visit("red", search),
    hash: await visit("red", shown, { hash: "#q=&verdict=fail&level=MUST&area=door&operation=openDoor" }),
    place: await visit("red", async (page) => {
      const id = await page.evaluate(() => document.querySelector(".more .finding").id);
      await page.evaluate((one) => { location.hash = one; }, id);
      await page.waitForFunction((one) => document.getElementById(one).open, id);
      return page.evaluate((one) => document.getElementById(one).checkVisibility(), id);
    }),
    matrix: await visit("red", matrix),
    copied: await visit("red", copied, { permissions: ["clipboard-read", "clipboard-write"] }),
    paper: await visit("red", paper),
    plain: await visit("red", plain, { javaScriptEnabled: false }),
  };
  console.log(JSON.stringify({ ...seen, requests, complaints }));
} finally {
  await browser.close();
}
