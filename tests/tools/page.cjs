"use strict";
// Opens pages in the machine's own Chromium, started once: node page.cjs CHROMIUM. Every line of the input is a job as
// JSON, in a context of its own; its steps are taken and what was seen is printed as a line of JSON. A step is one of:
// {run: javascript}, {click}, {fill, text}, {select, value}, {press}, {shot: file}, {pdf: file}, {axe: true}.
const fs = require("fs");
const readline = require("readline");
const { chromium } = require("playwright-core");

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

async function take(page, step) {
  if (step.run) { return page.evaluate(step.run); }
  if (step.click) { await page.click(step.click); return null; }
  if (step.fill) { await page.fill(step.fill, step.text); return null; }
  if (step.select) { await page.selectOption(step.select, step.value); return null; }
  if (step.press) { await page.keyboard.press(step.press); return null; }
  if (step.shot) { await page.screenshot({ path: step.shot, fullPage: Boolean(step.full) }); return null; }
  if (step.pdf) { await page.pdf({ path: step.pdf, preferCSSPageSize: true }); return null; }
  if (step.axe) {
    await page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    const found = await page.evaluate(() => window.axe.run());
    return found.violations.map((one) => [one.id, one.impact, one.nodes.map((node) => node.target.join(" "))]);
  }
  throw new Error(`unknown step: ${JSON.stringify(step)}`);
}

// What the page puts off until after its event (a form that is reset) is done before the next step.
const settled = () => new Promise((done) => { setTimeout(done, 0); });

async function carriedOut(browser, job) {
  const context = await browser.newContext({
    viewport: { width: job.width, height: job.height }, colorScheme: job.scheme, javaScriptEnabled: job.script, bypassCSP: job.axe,
  });
  context.setDefaultTimeout(120000);
  const page = await context.newPage();
  const said = [], asked = [], results = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("dialog", (dialog) => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => asked.push(request.url()));
  try {
    await page.goto(job.url);
    for (const step of job.steps) {
      results.push(await take(page, step));
      if (job.script && !step.run) { await page.evaluate(settled); }
    }
  } finally {
    await context.close();
  }
  return { results, said, asked };
}

async function main() {
  const browser = await chromium.launch({ executablePath: process.argv[2], args: FLAGS });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const seen = await carriedOut(browser, JSON.parse(line)).catch((error) => ({ failure: String(error) }));
    process.stdout.write(`${JSON.stringify(seen)}\n`);
  }
  await browser.close();
}

main().catch((error) => { process.stderr.write(String(error)); process.exit(1); });
