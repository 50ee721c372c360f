fn main() {
    for f in std::env::args().skip(1) {
        let b = std::fs::read(&f).unwrap();
        let e = tongyuan_extract::extract(&tongyuan_extract::Capture::new(f.clone(), b));
        println!("== {f} {:?}", e.failure);
        for g in &e.guides {
            println!("{}", g.to_json());
        }
        for n in &e.notes {
            println!("note {:?}", n);
        }
    }
}
