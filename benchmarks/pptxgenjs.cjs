// node pptxgenjs.cjs FOLDER-OF-PPTXGENJS CONTENT.json OUT.pptx: title, lines and notes on each slide.
const [folder, source, out] = process.argv.slice(2);
const PptxGenJS = require(folder);
const deck = new PptxGenJS();
for (const content of JSON.parse(require("fs").readFileSync(source, "utf8"))) {
  const slide = deck.addSlide();
  slide.addText(content.title, { x: 0.5, y: 0.4, w: 9, h: 0.8, fontSize: 28, bold: true });
  slide.addText(
    content.lines.map((text) => ({ text, options: { bullet: true, breakLine: true } })),
    { x: 0.5, y: 1.3, w: 9, h: 4, fontSize: 16 },
  );
  slide.addNotes(content.notes.join("\n"));
}
deck.writeFile({ fileName: out });
