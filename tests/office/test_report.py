"""The report that `tongyuan inspect` writes as an official document, as LibreOffice opens and prints it."""

import json
import shutil

from harness import OfficeTest, bare

A4 = (595, 842)
SETTINGS = '[inspection]\ntitle = "专项检查情况报告"\nnumber = "示办发〔2024〕1号"\naddressee = "各部门、各单位"\nissuer = "示例办公室"\n'


class Report(OfficeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        repository = cls.folder / "repository"
        shutil.copytree("fixtures/apart", repository)
        (repository / "tongyuan.toml").write_text(SETTINGS, encoding="utf-8")
        out = cls.folder / "out"
        first = cls.folder / "first"
        cls.tongyuan("inspect", repository, "--out", first, "--no-ledger", "--today", "2024-03-01", code=1)
        cls.accepted = json.loads((first / "inspection.json").read_text(encoding="utf-8"))["findings"][0]
        waiver = f"{{问题编号: {cls.accepted['key']}, 理由: 窗口系统改造, 责任人: 运用促进处, 到期日期: 2024-06-30}}"
        (repository / "waivers.yaml").write_text(f"豁免清单:\n  - {waiver}\n", encoding="utf-8")
        cls.tongyuan("inspect", repository, "--out", out, "--today", "2024-03-01", "--lang", "zh-CN", code=1)
        cls.inspection = json.loads((out / "inspection.json").read_text(encoding="utf-8"))
        cls.open = [entry for entry in cls.inspection["findings"] if entry["standing"] == "open"]
        cls.departments = sorted(path for path in out.iterdir() if path.is_dir())
        files = [out / "report.docx"]
        for folder in cls.departments:
            files.append(shutil.copy(folder / "report.docx", cls.folder / f"{folder.name}.docx"))
        cls.documents = cls.pdfs(files)
        cls.pdf = cls.documents["report"]
        cls.pages = [bare(page) for page in cls.pdf.pages]

    def test_it_is_laid_out_as_an_official_document(self):
        first = self.pages[0]
        order = ["示办发〔2024〕1号", "专项检查情况报告", "各部门、各单位：", "2024年3月1日对办事指南进行了专项检查", "一、检查范围和方法", "（一）检查对象"]
        places = [first.find(words) for words in order]
        self.assertNotIn(-1, places, first)
        self.assertEqual(places, sorted(places))
        text = self.pdf.text()
        self.assertIn("示例办公室2024年3月1日", text)
        self.assertIn(f"发现需要整改的问题{len(self.open)}项", text)

    def test_pages_are_a4_and_numbered(self):
        for name, pdf in self.documents.items():
            self.assertEqual(pdf.sizes, [A4] * len(pdf.pages), name)
            self.assertTrue(pdf.is_embedded, name)
            for number, page in enumerate(pdf.pages, 1):
                self.assertIn(f"—{number}—", bare(page), name)

    def test_every_department_has_its_annex_and_every_annex_begins_a_page(self):
        count = len(self.departments)
        self.assertEqual(count, len({entry["department"] for entry in self.open}))
        starts = [page for page in self.pages if page.startswith("附件") and not page.startswith("附件：")]
        marks = [f"附件{number}" for number in range(1, count + 2)]
        self.assertEqual([page[: len(mark)] for page, mark in zip(starts, marks)], marks)
        self.assertEqual(len(starts), count + 1)
        self.assertTrue(starts[-1].startswith(f"附件{count + 1}检查对象清单"))

    def test_a_table_has_its_header_on_every_page(self):
        begun = next(at for at, page in enumerate(self.pages) if page.startswith("附件1"))
        end = next(at for at, page in enumerate(self.pages) if "检查对象清单事项" in page)
        self.assertGreater(end - begun, 10)
        for page in self.pages[begun:end]:
            self.assertIn("序号事项问题怎样整改", page)
        for page in self.pages[end:]:
            self.assertIn("事项渠道文件SHA-256", page)

    def test_every_finding_is_in_the_whole_and_in_the_list_of_its_department(self):
        whole = self.pdf.text()
        for entry in self.open:
            own = self.documents[entry["department"]].text()
            # A page may end within a sentence.
            begin = bare(entry["message"])[:12]
            self.assertIn(begin, whole)
            self.assertIn(begin, own, entry["department"])

    def test_what_is_accepted_is_in_both_with_its_reason(self):
        for name in ["report", self.accepted["department"]]:
            text = self.documents[name].text()
            self.assertIn("另有已豁免1项", text, name)
            self.assertIn("已豁免的问题", text, name)
            self.assertIn("窗口系统改造", text, name)

    def test_a_department_is_told_what_to_do(self):
        for name, pdf in self.documents.items():
            text = pdf.text()
            is_part = name != "report"
            self.assertEqual("请按期整改。" in text, is_part, name)
            self.assertEqual("现将情况报告如下。" in text, not is_part, name)
            self.assertEqual("请填写ledger.xlsx中的整改情况" in text, is_part, name)
        # A finding is looked up in the ledger by the beginning of its number.
        for entry in self.open:
            self.assertIn(entry["key"][:8], self.documents[entry["department"]].text())

    def test_the_report_takes_as_many_pages_as_it_should(self):
        counts = {name: len(pdf.pages) for name, pdf in self.documents.items()}
        # A font that stands in for another is a little wider or narrower.
        self.assertIn(counts.pop("report"), range(26, 31))
        self.assertEqual(len(counts), len(self.departments))
        self.assertTrue(all(1 <= count <= 8 for count in counts.values()), counts)
