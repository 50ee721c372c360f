//! The command as a whole: how long it takes to start, and what a stream of dossiers costs beside the bare JSON parser.

use std::hint::black_box;
use std::io::{BufWriter, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tongyuan_tests::command::binary;
use tongyuan_tests::seeded::{self, Drift};

/// So many different dossiers are made; a stream goes through them again and again.
const DIFFERENT: u64 = 500;

/// How long the command takes from being started to being gone, the fastest and the middle of the rounds.
pub(crate) fn start_up(rounds: usize) {
    println!("\nstart-up of the command, {rounds} rounds");
    for arguments in [
        &["--version"][..],
        &["explain", "material-extra"],
        &["schema", "guide"],
    ] {
        let mut times: Vec<Duration> = (0..rounds)
            .map(|_| {
                let start = Instant::now();
                let ran = Command::new(binary())
                    .args(arguments)
                    .stdout(Stdio::null())
                    .status()
                    .expect("the command starts");
                assert!(ran.success());
                start.elapsed()
            })
            .collect();
        times.sort();
        println!(
            "{:28} fastest {:>6.1} ms, middle {:>6.1} ms",
            arguments.join(" "),
            milliseconds(times[0]),
            milliseconds(times[rounds / 2])
        );
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Streams so many dossiers through `check --stdin ndjson`, with one thread and with two.
pub(crate) fn speed(dossiers: usize) {
    let lines: Vec<String> = (0..DIFFERENT).map(line).collect();
    let each = lines.iter().map(String::len).sum::<usize>() as f64 / lines.len() as f64;
    let parsed = parse_only(&lines);
    println!(
        "\n--stdin ndjson: {dossiers} dossiers of {each:.0} bytes; parse-only {:.1} MB/s on one thread",
        each / parsed / 1e6
    );
    let few = run(&lines, dossiers / 4, 2);
    let (one, two) = (run(&lines, dossiers, 1), run(&lines, dossiers, 2));
    for (name, run) in [("1 thread", &one), ("2 threads", &two)] {
        let per_dossier = run.time.as_secs_f64() / dossiers as f64;
        println!(
            "{name:10} {:>8.0} dossiers/s {:>7.1} MB/s {:>6.2} × parse-only",
            1.0 / per_dossier,
            each / per_dossier / 1e6,
            per_dossier / parsed
        );
    }
    println!(
        "two threads against one: {:.2} ×; peak memory {:.1} MiB at {}, {:.1} MiB at {dossiers}",
        one.time.as_secs_f64() / two.time.as_secs_f64(),
        few.peak as f64 / 1024.0,
        dossiers / 4,
        two.peak as f64 / 1024.0
    );
}

fn line(seed: u64) -> String {
    let made = seeded::guide(seed, 5_000, Drift::None);
    let one = |text: &str| -> Value { serde_json::from_str(text).expect("it is JSON") };
    let mut line = serde_json::json!({
        "canonical": one(&made.canonical),
        "published": {"online": one(&made.online), "in-person": one(&made.in_person)},
    })
    .to_string();
    line.push('\n');
    line
}

/// Seconds a dossier, the fastest of some rounds.
fn parse_only(lines: &[String]) -> f64 {
    let round = || {
        let start = Instant::now();
        for line in lines {
            black_box(serde_json::from_str::<Value>(line).expect("it is JSON"));
        }
        start.elapsed().as_secs_f64() / lines.len() as f64
    };
    (0..9).map(|_| round()).fold(f64::INFINITY, f64::min)
}

/// How long a stream took, and the most memory the process had, in KiB; 0 where the system does not tell.
struct Run {
    time: Duration,
    peak: usize,
}

fn run(lines: &[String], dossiers: usize, threads: usize) -> Run {
    let start = Instant::now();
    let mut child = Command::new(binary())
        .args([
            "check",
            "--stdin",
            "ndjson",
            "--no-config",
            "--fail-on",
            "never",
        ])
        .args(["--today", "2024-03-01", "--threads", &threads.to_string()])
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let stdin = child.stdin.take().expect("it is piped");
    let mut stdout = child.stdout.take().expect("it is piped");
    let mut peak = 0;
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut stdin = BufWriter::with_capacity(1 << 20, stdin);
            for line in lines.iter().cycle().take(dossiers) {
                stdin.write_all(line.as_bytes()).expect("it reads on");
            }
        });
        scope.spawn(move || {
            let mut buffer = vec![0; 1 << 20];
            while stdout.read(&mut buffer).expect("it writes on") > 0 {}
        });
        while child.try_wait().expect("it is a child").is_none() {
            peak = peak.max(peak_of(&child));
            thread::sleep(Duration::from_millis(20));
        }
    });
    Run {
        time: start.elapsed(),
        peak,
    }
}

fn peak_of(child: &Child) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}
