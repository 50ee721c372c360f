//! What each part of a check costs beside the bare JSON parser. All guides are made in memory from a seed.
//!
//! Every part is timed in every round, one after the other, and the fastest round of each part counts: what disturbs a
//! machine disturbs all of them. Ratios say more than guides per second.

// A bench speaks on the terminal, and stops where what it made itself does not work.
#![allow(clippy::print_stdout, clippy::expect_used)]

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde_json::Value;
use tongyuan::{Capture, Case, Channel, Checked, Guide, Policy, Registers, check, read};
use tongyuan_compare::{Terms, compare};
use tongyuan_extract::extract_canonical;
use tongyuan_tests::seeded::{self, Drift, Seeded};

mod readers;
mod rules;
mod stream;

const HELP: &str = "\
cargo xtask bench [options]

  --guides N   how many guides of 5 KB; a quarter of them of 20 KB (default 400)
  --rounds N   how many rounds, of which the fastest counts (default 9)
  --readers    the readers of documents alone
  --rules      the rules alone, each by itself
  --stream     the start of the command and a stream of dossiers alone
  --dossiers N how many dossiers the stream has (default 200000 with --stream, else 20000)
";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, default: usize| {
        let at = arguments.iter().position(|own| own == name);
        at.and_then(|at| arguments.get(at + 1)?.parse().ok())
            .unwrap_or(default)
    };
    if arguments.iter().any(|own| own == "--help") {
        print!("{HELP}");
        return;
    }
    if let Some(at) = arguments.iter().position(|own| own == "--peak") {
        let guides = arguments
            .get(at + 1)
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        print!("{}", peak(guides));
        return;
    }
    if let Some(at) = arguments.iter().position(|own| own == "--peak-of") {
        let format = arguments.get(at + 1).map_or("", String::as_str);
        print!("{}", readers::peak_of(format));
        return;
    }
    let (guides, rounds) = (number("--guides", 400).max(4), number("--rounds", 9).max(1));
    if arguments.iter().any(|own| own == "--readers") {
        readers::speed(guides / 4, rounds);
        readers::memory();
        return;
    }
    if arguments.iter().any(|own| own == "--rules") {
        rules::speed(guides, rounds);
        return;
    }
    if arguments.iter().any(|own| own == "--stream") {
        stream::start_up(50);
        stream::speed(number("--dossiers", 200_000).max(4));
        return;
    }
    println!(
        "P is serde_json to Value on one thread, per byte of what the part reads. Fastest of {rounds} rounds."
    );
    for (bytes, guides) in [(5_000, guides), (20_000, guides / 4)] {
        speed(bytes, guides, rounds);
    }
    rules::speed(guides, rounds);
    memory(guides * 5);
    readers::speed(guides / 4, rounds);
    readers::memory();
    stream::start_up(50);
    stream::speed(number("--dossiers", 20_000).max(4));
}

// ---- speed ----

/// A part of the pipeline: its name, the bytes that it reads, and the work.
type Work<'a> = (&'static str, usize, Box<dyn Fn() + 'a>);

/// A part of the pipeline with the bytes that it reads and its fastest round.
struct Part {
    name: &'static str,
    bytes: usize,
    best: Duration,
}

fn speed(bytes: usize, guides: usize, rounds: usize) {
    let made = |drift| -> Vec<Seeded> {
        (0..guides as u64)
            .map(|seed| seeded::guide(seed, bytes, drift))
            .collect()
    };
    let (agreeing, apart) = (made(Drift::None), made(Drift::EveryRow));
    let canonical: usize = agreeing.iter().map(|own| own.canonical.len()).sum();
    let all: usize = texts(&agreeing).map(str::len).sum();
    println!(
        "\n{guides} guides of {} bytes, {} bytes with both channels",
        canonical / guides,
        all / guides
    );
    let captures: Vec<Capture> = agreeing.iter().map(|own| capture(&own.canonical)).collect();
    let (agreeing_read, apart_read) = (read_all(&agreeing), read_all(&apart));
    let (agreeing_cases, apart_cases) = (cases(&agreeing), cases(&apart));
    let pools = [1, 2].map(|threads| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool of threads")
    });
    let run = |cases: &[Case], threads: usize| {
        pools[threads - 1].install(|| {
            let found: usize = cases
                .par_iter()
                .map(|case| checked(case).findings.len())
                .sum();
            black_box(found);
        });
    };
    let compared = |read: &[[Guide; 3]]| {
        for [source, online, in_person] in read {
            black_box(compare(
                &Terms::default(),
                source,
                online,
                Some(Channel::Online),
            ));
            black_box(compare(
                &Terms::default(),
                source,
                in_person,
                Some(Channel::InPerson),
            ));
        }
    };
    let parts: Vec<Work<'_>> = vec![
        (
            "parse-only (serde_json)",
            all,
            Box::new(|| {
                for text in texts(&agreeing) {
                    black_box(serde_json::from_str::<Value>(text).expect("it is JSON"));
                }
            }),
        ),
        (
            "reading the source",
            canonical,
            Box::new(|| {
                for capture in &captures {
                    black_box(read(capture));
                }
            }),
        ),
        (
            "reading and schema check",
            canonical,
            Box::new(|| {
                for capture in &captures {
                    black_box(extract_canonical(capture));
                }
            }),
        ),
        (
            "comparison, agreeing",
            all,
            Box::new(|| compared(&agreeing_read)),
        ),
        (
            "comparison, every row apart",
            all,
            Box::new(|| compared(&apart_read)),
        ),
        (
            "whole check, agreeing",
            all,
            Box::new(|| run(&agreeing_cases, 1)),
        ),
        (
            "whole check, every row apart",
            all,
            Box::new(|| run(&apart_cases, 1)),
        ),
        (
            "whole check, agreeing, 2 threads",
            all,
            Box::new(|| run(&agreeing_cases, 2)),
        ),
        (
            "whole check, apart, 2 threads",
            all,
            Box::new(|| run(&apart_cases, 2)),
        ),
    ];
    let mut best = vec![Duration::MAX; parts.len()];
    for _ in 0..rounds {
        for (at, (_, _, part)) in parts.iter().enumerate() {
            let start = Instant::now();
            part();
            best[at] = best[at].min(start.elapsed());
        }
    }
    let mut measured: Vec<Part> = parts
        .iter()
        .zip(&best)
        .map(|((name, bytes, _), best)| Part {
            name,
            bytes: *bytes,
            best: *best,
        })
        .collect();
    // The check is what the second reading takes longer than the first.
    let schema = measured[2].best.saturating_sub(measured[1].best);
    measured.insert(
        3,
        Part {
            name: "schema check alone",
            bytes: canonical,
            best: schema,
        },
    );
    print_parts(&measured, guides);
}

fn print_parts(parts: &[Part], guides: usize) {
    let per_byte = |part: &Part| part.best.as_secs_f64() / part.bytes as f64;
    println!("{:34} {:>10} {:>8} {:>7}", "", "guides/s", "MB/s", "× P");
    for part in parts {
        let seconds = part.best.as_secs_f64();
        println!(
            "{:34} {:>10.0} {:>8.1} {:>7.2}",
            part.name,
            guides as f64 / seconds,
            part.bytes as f64 / seconds / 1e6,
            per_byte(part) / per_byte(&parts[0]),
        );
    }
    let faster =
        |one: usize, two: usize| parts[one].best.as_secs_f64() / parts[two].best.as_secs_f64();
    println!(
        "two threads against one: {:.2} × agreeing, {:.2} × apart",
        faster(6, 8),
        faster(7, 9)
    );
}

fn texts(made: &[Seeded]) -> impl Iterator<Item = &str> {
    made.iter()
        .flat_map(|own| [&own.canonical, &own.online, &own.in_person])
        .map(String::as_str)
}

fn capture(text: &str) -> Capture {
    Capture::new("guide.json", text.as_bytes())
}

fn read_all(made: &[Seeded]) -> Vec<[Guide; 3]> {
    let guide = |text: &str| read(&capture(text)).guide().clone();
    made.iter()
        .map(|own| {
            let source = guide(&own.canonical);
            // What a channel has to show, as a check holds it against the page.
            [source, guide(&own.online), guide(&own.in_person)]
        })
        .collect()
}

fn cases(made: &[Seeded]) -> Vec<Case> {
    made.iter().map(case).collect()
}

fn case(made: &Seeded) -> Case {
    Case::new(capture(&made.canonical))
        .published(Channel::Online, capture(&made.online))
        .published(Channel::InPerson, capture(&made.in_person))
}

fn checked(case: &Case) -> Checked {
    check(case, &Registers::default(), &Policy::default())
}

// ---- memory ----

/// The peak memory of a check of N and of 4 N guides, each in a process of its own.
fn memory(guides: usize) {
    println!("\npeak memory of a check, guides of 5 KB made one by one, 2 threads");
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let peak = |guides: usize| -> Option<usize> {
        let output = Command::new(&program)
            .args(["--peak", &guides.to_string()])
            .output()
            .ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    match (peak(guides), peak(4 * guides)) {
        (Some(one), Some(four)) => {
            for (guides, kilobytes) in [(guides, one), (4 * guides, four)] {
                println!("{guides:>8} guides {:>8.1} MiB", kilobytes as f64 / 1024.0);
            }
            println!(
                "four times the guides: {:.2} × the memory",
                four as f64 / one as f64
            );
        }
        _ => println!("not known on this system"),
    }
}

/// Checks guides as they come and says the most memory that the process had, in KiB; nothing where the system does not tell.
fn peak(guides: usize) -> String {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .expect("a pool of threads");
    let found: usize = pool.install(|| {
        (0..guides as u64)
            .into_par_iter()
            .map(|seed| {
                checked(&case(&seeded::guide(seed, 5_000, Drift::None)))
                    .findings
                    .len()
            })
            .sum()
    });
    black_box(found);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next())
        .unwrap_or_default()
        .to_owned()
}
