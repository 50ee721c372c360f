//! The programs that judge what the command writes: a browser, an office suite, and what drives them.
//!
//! What is missing is installed where this may be done without asking (as root, by apt-get), else it is named. What npm and pip
//! bring stands below the build folder, in the versions that the tests name.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::root;

/// Where what is needed was found.
pub(crate) struct Programs {
    pub(crate) node: PathBuf,
    /// The folder that Node.js finds the packages of the browser tests from.
    pub(crate) modules: PathBuf,
    pub(crate) chromium: PathBuf,
    /// Python with the packages of the office tests.
    pub(crate) python: PathBuf,
    pub(crate) soffice: PathBuf,
}

/// Something that must be there: under one of these names, from these packages of Debian.
struct Need {
    what: &'static str,
    names: &'static [&'static str],
    packages: &'static [&'static str],
}

const CHROMIUM: Need = Need {
    what: "Chromium",
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    packages: &["chromium"],
};
const NODE: Need = Need {
    what: "Node.js 20 or newer",
    names: &["node"],
    packages: &["nodejs"],
};
const NPM: Need = Need {
    what: "npm",
    names: &["npm"],
    packages: &["npm"],
};
const SOFFICE: Need = Need {
    what: "LibreOffice Writer",
    names: &["soffice", "libreoffice"],
    packages: &["libreoffice-writer-nogui"],
};
const POPPLER: Need = Need {
    what: "poppler-utils",
    names: &["pdftotext"],
    packages: &["poppler-utils"],
};
const FONTCONFIG: Need = Need {
    what: "fontconfig",
    names: &["fc-list"],
    packages: &["fontconfig"],
};
const PYTHON: Need = Need {
    what: "Python 3.11 or newer with venv",
    names: &["python3"],
    packages: &["python3", "python3-venv"],
};
const NEEDS: [Need; 7] = [CHROMIUM, NODE, NPM, SOFFICE, POPPLER, FONTCONFIG, PYTHON];
const FONT: &str = "fonts-noto-cjk";
const CALC: &str = "libreoffice-calc-nogui";

/// Everything that the tests need, installed if need be.
pub(crate) fn ready() -> Result<Programs, String> {
    let missing = missing();
    if !missing.is_empty() {
        install(&missing)?;
    }
    let of = |need: &Need| find(need).ok_or_else(|| format!("there is no {}", need.what));
    let folder = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |own| root().join(own))
        .join("programs");
    let node = of(&NODE)?;
    Ok(Programs {
        modules: modules(&folder.join("node"), &of(&NPM)?)?,
        python: python(&folder.join("python"), &of(&PYTHON)?)?,
        node,
        chromium: of(&CHROMIUM)?,
        soffice: of(&SOFFICE)?,
    })
}

/// What is not there, each with the packages that bring it.
fn missing() -> Vec<(&'static str, &'static [&'static str])> {
    let needs = NEEDS.iter().filter(|need| find(need).is_none());
    let mut missing: Vec<_> = needs.map(|need| (need.what, need.packages)).collect();
    if !has_calc() {
        missing.push(("LibreOffice Calc", &[CALC]));
    }
    let fonts = Command::new("fc-list")
        .args([":lang=zh-cn", "family"])
        .output();
    if !fonts.is_ok_and(|own| !own.stdout.is_empty()) {
        missing.push(("a font with Chinese characters", &[FONT]));
    }
    missing
}

/// Whether the office suite has its spreadsheets: on Linux they come in a package of their own, which brings no command.
fn has_calc() -> bool {
    let soffice = find(&SOFFICE).and_then(|own| own.canonicalize().ok());
    !cfg!(target_os = "linux")
        || soffice.is_some_and(|own| own.with_file_name("libsclo.so").is_file())
}

fn find(need: &Need) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let ending = env::consts::EXE_SUFFIX;
    need.names.iter().find_map(|name| {
        env::split_paths(&path)
            .map(|folder| folder.join(format!("{name}{ending}")))
            .find(|file| file.is_file())
    })
}

fn install(missing: &[(&str, &[&str])]) -> Result<(), String> {
    let names: Vec<&str> = missing.iter().map(|(what, _)| *what).collect();
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|(_, own)| own.iter().copied())
        .collect();
    let is_root = Command::new("id").arg("-u").output();
    let may = is_root.is_ok_and(|own| own.stdout.trim_ascii() == b"0")
        && Command::new("apt-get")
            .arg("--version")
            .stdout(Stdio::null())
            .status()
            .is_ok();
    if !may {
        return Err(format!(
            "not found: {}\non Debian and Ubuntu: sudo apt-get install --no-install-recommends {}",
            names.join(", "),
            packages.join(" ")
        ));
    }
    let mut update = Command::new("apt-get");
    run(update.args(["--quiet", "update"]))?;
    let mut install = Command::new("apt-get");
    install
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["--quiet", "--yes", "--no-install-recommends", "install"])
        .args(packages);
    run(&mut install)
}

/// The packages that `tests/browser/package.json` names.
fn modules(folder: &Path, npm: &Path) -> Result<PathBuf, String> {
    let wanted = root().join("tests/browser/package.json");
    kept(folder, &wanted, "package.json", || {
        let mut install = Command::new(npm);
        install.current_dir(folder).args([
            "install",
            "--no-package-lock",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]);
        run(&mut install)
    })?;
    Ok(folder.to_owned())
}

/// A Python of its own with what `tests/office/requirements.txt` names.
fn python(folder: &Path, python: &Path) -> Result<PathBuf, String> {
    let bin = if cfg!(windows) { "Scripts" } else { "bin" };
    let own = folder.join(bin).join("python");
    let wanted = root().join("tests/office/requirements.txt");
    kept(folder, &wanted, "requirements.txt", || {
        run(Command::new(python).args(["-m", "venv"]).arg(folder))?;
        let mut install = Command::new(&own);
        install
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
            ])
            .arg(folder.join("requirements.txt"));
        run(&mut install)
    })?;
    Ok(own)
}

/// Fills a folder by what a list wants, unless it was filled by the same list before.
fn kept(
    folder: &Path,
    wanted: &Path,
    name: &str,
    fill: impl Fn() -> Result<(), String>,
) -> Result<(), String> {
    let said = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let list = fs::read(wanted).map_err(|error| said(wanted, error))?;
    let done = folder.join("done");
    if fs::read(&done).is_ok_and(|own| own == list) {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(|error| said(folder, error))?;
    fs::write(folder.join(name), &list).map_err(|error| said(folder, error))?;
    fill()?;
    fs::write(&done, list).map_err(|error| said(&done, error))
}

/// Runs a command and fails as it does.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut shown = vec![program.rsplit('/').next().unwrap_or(&program).to_owned()];
    shown.extend(
        command
            .get_args()
            .map(|own| own.to_string_lossy().into_owned()),
    );
    let shown = shown.join(" ");
    eprintln!("{shown}");
    let status = command
        .status()
        .map_err(|error| format!("{program} could not be started: {error}"))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{shown} failed")),
    }
}
