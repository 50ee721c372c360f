//! The lines that are drawn on a page, in so far as they can be lines of a table.

/// A horizontal or vertical line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) is_horizontal: bool,
    /// Its `y` if it is horizontal, else its `x`.
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// A filled shape that is thinner is a line.
const THIN: f32 = 3.0;
/// A shorter line is a dot, or a stroke of a sign.
const SHORTEST: f32 = 4.0;

/// The lines of a path that is painted: its own ones if it is stroked, itself if it is filled and thin.
pub(super) fn rules_of(path: &[(f32, f32)], is_stroked: bool) -> Vec<Rule> {
    if path.iter().any(|(x, y)| !(x.abs() < 1e6 && y.abs() < 1e6)) {
        return Vec::new();
    }
    let extent = |values: &mut dyn Iterator<Item = f32>| {
        values.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let (x0, x1) = extent(&mut path.iter().map(|(x, _)| *x));
    let (y0, y1) = extent(&mut path.iter().map(|(_, y)| *y));
    let (width, height) = (x1 - x0, y1 - y0);
    if height <= THIN && width >= SHORTEST {
        return vec![Rule {
            is_horizontal: true,
            at: (y0 + y1) / 2.0,
            from: x0,
            to: x1,
        }];
    }
    if width <= THIN && height >= SHORTEST {
        return vec![Rule {
            is_horizontal: false,
            at: (x0 + x1) / 2.0,
            from: y0,
            to: y1,
        }];
    }
    if !is_stroked {
        return Vec::new();
    }
    path.windows(2)
        .filter_map(|ends| match ends {
            [from, to] => Rule::between(*from, *to),
            _ => None,
        })
        .collect()
}

impl Rule {
    fn between(a: (f32, f32), b: (f32, f32)) -> Option<Self> {
        let (dx, dy) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        if dx.max(dy) < SHORTEST || dx.min(dy) > 1.0 {
            return None;
        }
        Some(if dx > dy {
            Self {
                is_horizontal: true,
                at: (a.1 + b.1) / 2.0,
                from: a.0.min(b.0),
                to: a.0.max(b.0),
            }
        } else {
            Self {
                is_horizontal: false,
                at: (a.0 + b.0) / 2.0,
                from: a.1.min(b.1),
                to: a.1.max(b.1),
            }
        })
    }

    /// The line with its ends moved.
    pub(super) fn turned(&self, turn: impl Fn(f32, f32) -> (f32, f32)) -> Self {
        let (a, b) = if self.is_horizontal {
            (turn(self.from, self.at), turn(self.to, self.at))
        } else {
            (turn(self.at, self.from), turn(self.at, self.to))
        };
        Self::between(a, b).unwrap_or(*self)
    }
}
