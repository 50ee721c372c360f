//! Reading and writing files: bounded, and whole or not at all.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use tongyuan::{Capture, RunNote, Said};

/// What is read of one file at most; the readers refuse less than this by themselves.
const MOST_BYTES: u64 = 65 * 1024 * 1024;

/// What is read at most of a file that the program has written itself.
const MOST_OF_OWN: u64 = 4 * 1024 * 1024 * 1024;

/// Reads a file; `name` is what it is called in reports.
pub(crate) fn read(path: &Path, name: &str) -> Result<Capture, Box<RunNote>> {
    read_up_to(path, name, MOST_BYTES)
}

/// Reads a file of a repository; a link that leads out of it is none of its files.
pub(crate) fn read_inside(root: &Path, path: &Path, name: &str) -> Result<Capture, Box<RunNote>> {
    let is_link = path.symlink_metadata().is_ok_and(|own| own.is_symlink());
    let leads_out = || {
        let (root, own) = (root.canonicalize(), path.canonicalize());
        root.ok()
            .zip(own.ok())
            .is_some_and(|(root, own)| !own.starts_with(root))
    };
    if is_link && leads_out() {
        return Err(Box::new(RunNote {
            file: name.to_owned(),
            message: Said::new(
                "这是指到库外面的链接，没有读取",
                "this is a link that leads out of the repository, and was not read",
            ),
            help: Some(Said::new(
                "把文件本身放进库里。",
                "Put the file itself into the repository.",
            )),
            location: None,
            is_error: true,
        }));
    }
    read(path, name)
}

/// The same for the data of an inspection, which grows with what was found.
pub(crate) fn read_large(path: &Path, name: &str) -> Result<Capture, Box<RunNote>> {
    read_up_to(path, name, MOST_OF_OWN)
}

fn read_up_to(path: &Path, name: &str, most: u64) -> Result<Capture, Box<RunNote>> {
    let failed = |error: &io::Error| failure(name, error);
    let file = File::open(path).map_err(|error| failed(&error))?;
    if file.metadata().map_err(|error| failed(&error))?.is_dir() {
        return Err(Box::new(RunNote {
            file: name.to_owned(),
            message: Said::new("这是文件夹，不是文件", "this is a folder, not a file"),
            help: None,
            location: None,
            is_error: true,
        }));
    }
    let mut bytes = Vec::new();
    file.take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| failed(&error))?;
    Ok(Capture::new(name, bytes))
}

/// That a file is no text.
pub(crate) fn not_utf8(name: &str) -> Box<RunNote> {
    Box::new(RunNote {
        file: name.to_owned(),
        message: Said::new("应当是 UTF-8 编码的文本", "it is to be text in UTF-8"),
        help: None,
        location: None,
        is_error: true,
    })
}

/// Reads stdin.
pub(crate) fn read_stdin(name: &str) -> Result<Capture, Box<RunNote>> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|error| failure(name, &error))?;
    Ok(Capture::new(name, bytes))
}

/// Why a file cannot be read.
pub(crate) fn failure(name: &str, error: &io::Error) -> Box<RunNote> {
    let chinese = match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有读取的权限".to_owned(),
        _ => format!("无法读取（{error}）"),
    };
    let english = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => format!("it cannot be read ({error})"),
    };
    Box::new(RunNote {
        file: name.to_owned(),
        message: Said::new(chinese, english),
        help: None,
        location: None,
        is_error: true,
    })
}

/// Writes a file beside its place and moves it there: a reader never sees half of it.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    write_bytes(path, text.as_bytes())
}

/// The same for what is no text.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    // Readable by whoever may read a new file there, not by its author alone.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path).map_or(0o644, |old| old.permissions().mode());
        file.as_file()
            .set_permissions(std::fs::Permissions::from_mode(mode))?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
