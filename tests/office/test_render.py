"""Word files that `tongyuan render` writes, as LibreOffice opens and prints them."""

import json
import zipfile
from collections import Counter
from xml.etree import ElementTree

from harness import OfficeTest, bare

A4 = (595, 842)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANNELS = ("online", "in-person")
# How many sheets a Word file takes.
SHEETS = {
    f"{channel} {name}": count
    for channel in CHANNELS
    for name, count in {
        "trademark-registration": 5,
        "patent-fee-reduction": 5,
        "patent-register-copy": 3,
        "example-pledge": 3,
        "long": 28,
    }.items()
}


def words(file):
    """What a Word file says, without blanks."""
    document = zipfile.ZipFile(file).read("word/document.xml")
    texts = ElementTree.fromstring(document).iter(f"{WORD}t")
    return bare("".join(text.text or "" for text in texts))


def long_guide():
    """A guide whose table of conditions goes over several pages, with text that would like to be something else."""
    rows = [{"text": f"第{number}条受理条件" + "，内容较长" * 12, "case": "适用情形甲"} for number in range(1, 121)]
    return {
        "id": "long",
        "item": {"name": "长指南", "authority": "<w:p>\u202e&amp;"},
        "version": {"number": 1},
        "conditions": rows,
        "legal_basis": [{"law": "=cmd|' /C calc'!A0", "article": "A" * 2000}],
        "materials": [{"name": "说明𠮷䶮", "notes": "甲" * 20000}],
    }


class Rendered(OfficeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        long = cls.folder / "guides" / "long.json"
        long.parent.mkdir()
        long.write_text(json.dumps(long_guide()), encoding="utf-8")
        # What departs from its schema is told, and written all the same.
        sources = {"fixtures/cnipa": 0, "fixtures/fictitious": 0, long: 2}
        files = []
        for channel in CHANNELS:
            into = cls.folder / channel
            for source, code in sources.items():
                arguments = ("--channel", channel, "--format", "docx", "--output", into)
                cls.tongyuan("render", source, *arguments, code=code)
            for file in sorted(into.glob("*.docx")):
                files.append(file.rename(into / f"{channel} {file.name}"))
        cls.files = files
        cls.documents = cls.pdfs(files)

    def test_every_guide_is_opened(self):
        counts = [sum(name.startswith(channel) for name in self.documents) for channel in CHANNELS]
        self.assertEqual(counts, [20, 19])

    def test_pages_are_a4_and_numbered(self):
        for name, pdf in self.documents.items():
            self.assertEqual(pdf.sizes, [A4] * len(pdf.pages), name)
            for number, page in enumerate(pdf.pages, 1):
                self.assertIn(f"第{number}页共{len(pdf.pages)}页同源印记", bare(page), name)

    def test_nothing_is_lost(self):
        for file in self.files:
            pdf = self.documents[file.stem]
            lost = Counter(words(file)) - Counter(pdf.text())
            self.assertEqual(lost, Counter(), file.stem)
            self.assertTrue(pdf.is_embedded, file.stem)

    def test_a_long_table_has_its_header_on_every_page(self):
        for channel in CHANNELS:
            pages = [bare(page) for page in self.documents[f"{channel} long"].pages]
            with_rows = [page for page in pages if "条受理条件，" in page]
            self.assertGreater(len(with_rows), 5)
            for page in with_rows:
                self.assertIn("序号受理条件适用情形", page)

    def test_so_many_sheets(self):
        sheets = {name: len(self.documents[name].pages) for name in SHEETS}
        self.assertEqual(sheets, SHEETS)
