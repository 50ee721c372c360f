//! Affine maps, as PDF writes them.

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix([f32; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn new(numbers: [f32; 6]) -> Self {
        Self(numbers)
    }

    /// First this map, then another.
    pub(super) fn then(self, next: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ne, nf] = next.0;
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    pub(super) fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How long something upright becomes.
    pub(super) fn height_of(self, length: f32) -> f32 {
        let [_, _, c, d, _, _] = self.0;
        length.abs() * c.hypot(d)
    }
}

impl From<[f64; 6]> for Matrix {
    fn from(numbers: [f64; 6]) -> Self {
        Self(numbers.map(|number| number as f32))
    }
}
