"""What a test of an office document needs: the command, and LibreOffice.

`cargo xtask documents` says where the programs are.
"""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

TONGYUAN = os.environ["TONGYUAN"]
SOFFICE = os.environ["TONGYUAN_SOFFICE"]
SECONDS = 300


def bare(text):
    """A text without blanks."""
    return re.sub(r"\s", "", text)


class Pdf:
    """What a document is on paper."""

    def __init__(self, path):
        words = _said("pdftotext", "-raw", path, "-")
        about = _said("pdfinfo", "-l", "9999", path)
        fonts = _said("pdffonts", path).splitlines()[2:]
        #: The text of each page.
        self.pages = words.split("\f")[:-1]
        sizes = re.findall(r"Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)", about)
        #: The width and height of each page, in points.
        self.sizes = [(round(float(width)), round(float(height))) for width, height in sizes]
        #: Whether every font is in the file.
        self.is_embedded = bool(fonts) and all(re.search(r"\byes (yes|no) +(yes|no) +\d+ +\d+$", line) for line in fonts)

    def text(self):
        """The text of all pages, without blanks."""
        return bare("".join(self.pages))


def _said(*command):
    done = subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return done.stdout.decode("utf-8")


def converted(files, ending, folder):
    """Documents as LibreOffice writes them in another format, in a folder. One start for all of them: a start takes seconds."""
    into = folder / ending
    profile = (folder / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending, "--outdir", into, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return [into / f"{file.stem}.{ending}" for file in files]


class OfficeTest(unittest.TestCase):
    """Tests with a folder of their own, and an office suite that knows nothing of the user's."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="tongyuan-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)

    @classmethod
    def tongyuan(cls, *arguments, code=0):
        """Runs the command; what it says on stdout."""
        done = subprocess.run([TONGYUAN, *map(str, arguments)], capture_output=True, timeout=SECONDS)
        assert done.returncode == code, done.stderr.decode("utf-8")
        return done.stdout

    @classmethod
    def pdfs(cls, files):
        """Documents as LibreOffice prints them, by name without ending."""
        return {file.stem: Pdf(file) for file in converted(files, "pdf", cls.folder)}
