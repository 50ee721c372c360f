//! What a page shows: its characters with their places, the lines that are drawn on it, and its pictures.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use memchr::memmem;

use super::file::Budget;
use super::font::{Font, Text};
use super::matrix::Matrix;
use super::rule::{Rule, rules_of};

/// A character on a page. The page's own unit is the point, and `y` grows upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Its base line.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) character: char,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    pub(super) y1: f32,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) pictures: Vec<Area>,
    /// How many characters the fonts do not explain.
    pub(super) unknown: usize,
    /// Whether there are characters that are not painted, as behind a scan.
    pub(super) has_hidden_text: bool,
}

/// What may still be read, of all pages together.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) budget: Budget,
    fonts: HashMap<FontKey, Rc<Font>>,
    operations: usize,
    glyphs: usize,
    rules: usize,
    lifetime: std::marker::PhantomData<&'a ()>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum FontKey {
    Object(ObjectIdentifier),
    Inline(usize),
}

/// No guide draws more.
const MOST_OPERATIONS: usize = 20_000_000;
const MOST_GLYPHS: usize = 5_000_000;
const MOST_ON_A_PAGE: usize = 200_000;
const MOST_RULES_ON_A_PAGE: usize = 20_000;
const MOST_RULES: usize = 1_000_000;
const MOST_BYTES_OF_A_PAGE: usize = 16 * 1024 * 1024;
/// The library looks for the end of each inline picture through all that follows: no more of them times bytes than this.
const MOST_INLINE_SEARCH: usize = 1_000_000_000;
const MOST_PICTURES: usize = 1_000;
/// Forms within forms within forms …
const DEEPEST_FORM: usize = 8;
const DEEPEST_STATE: usize = 256;
const MOST_POINTS: usize = 4_096;

impl Default for Reader<'_> {
    fn default() -> Self {
        Self {
            budget: Budget::default(),
            fonts: HashMap::new(),
            operations: MOST_OPERATIONS,
            glyphs: MOST_GLYPHS,
            rules: MOST_RULES,
            lifetime: std::marker::PhantomData,
        }
    }
}

impl Reader<'_> {
    /// Whether something was left out because there was too much of it.
    pub(super) fn is_spent(&self) -> bool {
        self.budget.is_spent || [self.operations, self.glyphs, self.rules].contains(&0)
    }

    pub(super) fn page(&mut self, page: &Page<'_>) -> Content {
        let (width, height) = page.render_dimensions();
        let mut data = Vec::new();
        let raw = page.raw();
        if let Some(stream) = raw.get::<Stream<'_>>("Contents") {
            data.extend_from_slice(&self.budget.decode(&stream).unwrap_or_default());
        } else if let Some(streams) = raw.get::<Array<'_>>("Contents") {
            for stream in streams.iter::<Stream<'_>>() {
                if data.len() > MOST_BYTES_OF_A_PAGE {
                    self.budget.is_spent = true;
                    break;
                }
                data.extend_from_slice(&self.budget.decode(&stream).unwrap_or_default());
                data.push(b'\n');
            }
        }
        let matrix = Matrix::from(page.initial_transform(false).as_coeffs());
        let mut painter = Painter {
            reader: self,
            content: Content {
                width,
                height,
                ..Content::default()
            },
            by_direction: [const { Vec::new() }; 4],
            state: State {
                matrix,
                ..State::default()
            },
            saved: Vec::new(),
            path: Vec::new(),
        };
        painter.run(&data, page.resources(), 0);
        painter.finish()
    }
}

#[derive(Clone, Debug)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    character_spacing: f32,
    word_spacing: f32,
    scale: f32,
    leading: f32,
    rise: f32,
    mode: i64,
    text: Matrix,
    line: Matrix,
}

impl Default for State {
    fn default() -> Self {
        Self {
            matrix: Matrix::IDENTITY,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

struct Painter<'r, 'a> {
    reader: &'r mut Reader<'a>,
    content: Content,
    /// The characters by the direction of their line: rightwards, upwards, leftwards, downwards.
    by_direction: [Vec<Glyph>; 4],
    state: State,
    saved: Vec<State>,
    /// The path being built: its parts, as points on the page.
    path: Vec<Vec<(f32, f32)>>,
}

impl Painter<'_, '_> {
    fn run(&mut self, data: &[u8], resources: &Resources<'_>, depth: usize) {
        let pictures = memmem::find_iter(data, b"BI").count();
        if pictures.saturating_mul(data.len()) > MOST_INLINE_SEARCH {
            self.reader.budget.is_spent = true;
            return;
        }
        let mut operations = TypedIter::new(data);
        while let Some(operation) = operations.next() {
            let Some(left) = self.reader.operations.checked_sub(1) else {
                return;
            };
            self.reader.operations = left;
            self.operation(operation, resources, depth);
        }
    }

    fn operation(&mut self, operation: Op<'_, '_>, resources: &Resources<'_>, depth: usize) {
        let state = &mut self.state;
        match operation {
            Op::SaveState(_) if self.saved.len() < DEEPEST_STATE => {
                self.saved.push(state.clone());
            }
            Op::RestoreState(_) => {
                if let Some(saved) = self.saved.pop() {
                    self.state = saved;
                }
            }
            Op::Transform(m) => {
                state.matrix = matrix([m.0, m.1, m.2, m.3, m.4, m.5]).then(state.matrix);
            }
            Op::BeginText(_) => {
                state.text = Matrix::IDENTITY;
                state.line = Matrix::IDENTITY;
            }
            Op::CharacterSpacing(n) => state.character_spacing = n.0.as_f32(),
            Op::WordSpacing(n) => state.word_spacing = n.0.as_f32(),
            Op::HorizontalScaling(n) => state.scale = n.0.as_f32() / 100.0,
            Op::TextLeading(n) => state.leading = n.0.as_f32(),
            Op::TextRise(n) => state.rise = n.0.as_f32(),
            Op::TextRenderingMode(n) => state.mode = n.0.as_i64(),
            Op::TextFont(font) => {
                state.size = font.1.as_f32();
                self.state.font = self.font(resources, font.0);
            }
            Op::NextLine(by) => state.next_line(by.0.as_f32(), by.1.as_f32()),
            Op::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f32();
                state.next_line(by.0.as_f32(), by.1.as_f32());
            }
            Op::SetTextMatrix(m) => {
                state.line = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                state.text = state.line;
            }
            Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            Op::ShowText(text) => self.show(text.0.as_bytes()),
            Op::NextLineAndShowText(text) => {
                state.next_line(0.0, -state.leading);
                self.show(text.0.as_bytes());
            }
            Op::ShowTextWithParameters(text) => {
                state.word_spacing = text.0.as_f32();
                state.character_spacing = text.1.as_f32();
                state.next_line(0.0, -state.leading);
                self.show(text.2.as_bytes());
            }
            Op::ShowTexts(texts) => self.show_all(texts.0),
            Op::XObject(name) => {
                if let Some(object) = resources.get_x_object(name.0) {
                    self.object(&object, resources, depth);
                }
            }
            Op::InlineImage(_) => self.picture(),
            other => self.path_operation(other),
        }
    }

    fn path_operation(&mut self, operation: Op<'_, '_>) {
        match operation {
            Op::MoveTo(to) => {
                let point = self.point(to.0, to.1);
                if self.path.len() < MOST_POINTS {
                    self.path.push(vec![point]);
                }
            }
            Op::LineTo(to) => self.line_to(to.0, to.1),
            Op::CubicTo(to) => self.line_to(to.4, to.5),
            Op::CubicStartTo(to) => self.line_to(to.2, to.3),
            Op::CubicEndTo(to) => self.line_to(to.2, to.3),
            Op::ClosePath(_) => self.close(),
            Op::RectPath(r) => {
                let [x, y, w, h] = [r.0, r.1, r.2, r.3].map(|n| n.as_f32());
                let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)];
                let matrix = self.state.matrix;
                if self.path.len() < MOST_POINTS {
                    self.path
                        .push(corners.map(|(x, y)| matrix.apply(x, y)).into());
                }
            }
            Op::StrokePath(_) => self.paint(true),
            Op::CloseAndStrokePath(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.close();
                self.paint(true);
            }
            Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_) => self.paint(true),
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_) => self.paint(false),
            Op::EndPath(_) => self.path.clear(),
            _ => {}
        }
    }

    fn point(&self, x: Number, y: Number) -> (f32, f32) {
        self.state.matrix.apply(x.as_f32(), y.as_f32())
    }

    fn line_to(&mut self, x: Number, y: Number) {
        let point = self.point(x, y);
        if let Some(part) = self.path.last_mut()
            && part.len() < MOST_POINTS
        {
            part.push(point);
        }
    }

    fn close(&mut self) {
        if let Some(part) = self.path.last_mut()
            && let Some(first) = part.first().copied()
        {
            part.push(first);
        }
    }

    fn paint(&mut self, is_stroked: bool) {
        for part in self.path.drain(..) {
            if self.content.rules.len() < MOST_RULES_ON_A_PAGE && self.reader.rules > 0 {
                let rules = rules_of(&part, is_stroked);
                self.reader.rules = self.reader.rules.saturating_sub(rules.len());
                self.content.rules.extend(rules);
            }
        }
    }

    /// A picture, or a form with content of its own.
    fn object(&mut self, object: &Stream<'_>, resources: &Resources<'_>, depth: usize) {
        let dict = object.dict();
        if dict.get::<Name<'_>>("Subtype").as_deref() != Some(b"Form") {
            self.picture();
            return;
        }
        if depth >= DEEPEST_FORM {
            return;
        }
        let Some(data) = self.reader.budget.decode(object) else {
            return;
        };
        let outside = self.state.clone();
        let saved = std::mem::take(&mut self.saved);
        if let Some(numbers) = dict.get::<[f32; 6]>("Matrix") {
            self.state.matrix = Matrix::new(numbers).then(outside.matrix);
        }
        match dict.get::<Dict<'_>>("Resources") {
            Some(own) => self.run(&data, &Resources::new(own), depth + 1),
            None => self.run(&data, resources, depth + 1),
        }
        self.state = outside;
        self.saved = saved;
    }

    /// A picture fills the unit square.
    fn picture(&mut self) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
        let corners = corners.map(|(x, y)| self.state.matrix.apply(x, y));
        let xs = corners.map(|(x, _)| x);
        let ys = corners.map(|(_, y)| y);
        let least = |all: [f32; 4]| all.into_iter().fold(f32::INFINITY, f32::min);
        let most = |all: [f32; 4]| all.into_iter().fold(f32::NEG_INFINITY, f32::max);
        if self.content.pictures.len() < MOST_PICTURES {
            self.content.pictures.push(Area {
                x0: least(xs),
                y0: least(ys),
                x1: most(xs),
                y1: most(ys),
            });
        }
    }

    // ---- text ----

    fn font(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Option<Rc<Font>> {
        const MOST_FONTS: usize = 2_000;
        // A font is known by its number, or by where it stands in the file.
        let key = match resources.fonts.get_raw::<Dict<'_>>(name)? {
            MaybeRef::Ref(reference) => FontKey::Object(ObjectIdentifier::from(reference)),
            MaybeRef::NotRef(dict) => FontKey::Inline(dict.data().as_ptr() as usize),
        };
        if let Some(font) = self.reader.fonts.get(&key) {
            return Some(Rc::clone(font));
        }
        if self.reader.fonts.len() >= MOST_FONTS {
            self.reader.budget.is_spent = true;
            return None;
        }
        let dict = resources.get_font(name)?;
        let font = Rc::new(Font::read(&dict, &mut self.reader.budget));
        self.reader.fonts.insert(key, Rc::clone(&font));
        Some(font)
    }

    fn show_all(&mut self, texts: &Array<'_>) {
        for object in texts.iter::<Object<'_>>() {
            match object {
                Object::String(text) => self.show(text.as_bytes()),
                Object::Number(number) => {
                    let by = -number.as_f32() / 1000.0 * self.state.size;
                    self.state.advance(by);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            return;
        };
        font.show(bytes, |shown| {
            let state = &mut self.state;
            let mut by = shown.advance * state.size + state.character_spacing;
            if shown.is_blank_byte {
                by += state.word_spacing;
            }
            let place = state.text.then(state.matrix);
            let (x0, y0) = place.apply(0.0, state.rise);
            let width = shown.advance * state.size;
            let (x1, y1) = match font.is_vertical() {
                true => place.apply(state.size, state.rise),
                false => place.apply(width * state.scale, state.rise),
            };
            let size = place.height_of(state.size);
            state.advance(by);
            if state.mode == 3 {
                self.content.has_hidden_text = true;
            }
            match shown.text {
                Text::One(character) => self.glyph((x0, y0), (x1, y1), size, character),
                Text::Many(text) => {
                    let parts = text.chars().count().max(1) as f32;
                    let (dx, dy) = ((x1 - x0) / parts, (y1 - y0) / parts);
                    for (at, character) in text.chars().enumerate() {
                        let from = (x0 + dx * at as f32, y0 + dy * at as f32);
                        self.glyph(from, (from.0 + dx, from.1 + dy), size, character);
                    }
                }
                Text::Unknown => {
                    self.content.unknown += 1;
                    self.glyph((x0, y0), (x1, y1), size, char::REPLACEMENT_CHARACTER);
                }
            }
        });
    }

    fn glyph(&mut self, from: (f32, f32), to: (f32, f32), size: f32, character: char) {
        let numbers = [from.0, from.1, to.0, to.1, size];
        if numbers.iter().any(|n| !n.is_finite() || n.abs() > 1e6) || size < 1.0 {
            return;
        }
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        // What is neither upright nor on its side is a water mark.
        let (direction, x0, x1, y) = if dy.abs() <= dx.abs() * 0.05 {
            match dx < 0.0 {
                false => (0, from.0, to.0, from.1),
                true => (2, -from.0, -to.0, -from.1),
            }
        } else if dx.abs() <= dy.abs() * 0.05 {
            match dy > 0.0 {
                true => (1, from.1, to.1, -from.0),
                false => (3, -from.1, -to.1, from.0),
            }
        } else {
            return;
        };
        let glyphs = &mut self.by_direction[direction];
        if self.reader.glyphs == 0 || glyphs.len() >= MOST_ON_A_PAGE {
            return;
        }
        self.reader.glyphs -= 1;
        glyphs.push(Glyph {
            x0,
            x1,
            y,
            size,
            character: super::characters::plain(character),
        });
    }

    /// The page, turned so that most of its text is upright.
    fn finish(mut self) -> Content {
        let lengths = self.by_direction.each_ref().map(Vec::len);
        let most = lengths.iter().max().copied().unwrap_or(0);
        let direction = lengths
            .iter()
            .position(|length| *length == most)
            .unwrap_or(0);
        let mut content = self.content;
        content.glyphs = std::mem::take(&mut self.by_direction[direction]);
        if direction != 0 {
            let turn = |x: f32, y: f32| match direction {
                1 => (y, -x),
                2 => (-x, -y),
                _ => (-y, x),
            };
            for rule in &mut content.rules {
                *rule = rule.turned(turn);
            }
            for area in &mut content.pictures {
                let (ax, ay) = turn(area.x0, area.y0);
                let (bx, by) = turn(area.x1, area.y1);
                *area = Area {
                    x0: ax.min(bx),
                    y0: ay.min(by),
                    x1: ax.max(bx),
                    y1: ay.max(by),
                };
            }
            content.shift(direction);
        } else {
            // What lies outside the page is not shown.
            let (width, height) = (content.width, content.height);
            let on_page =
                |g: &Glyph| g.x1 > 0.0 && g.x0 < width && g.y > -g.size * 0.2 && g.y < height;
            content.glyphs.retain(on_page);
        }
        content
    }
}

impl Content {
    /// Whether a picture covers most of the page.
    pub(super) fn has_large_picture(&self) -> bool {
        let covered = |area: &Area| {
            let width = area.x1.min(self.width) - area.x0.max(0.0);
            let height = area.y1.min(self.height) - area.y0.max(0.0);
            width.max(0.0) * height.max(0.0)
        };
        self.pictures.iter().map(covered).sum::<f32>() > 0.4 * self.width * self.height
    }

    /// Moves a turned page back to where pages lie.
    fn shift(&mut self, direction: usize) {
        let (width, height) = (self.width, self.height);
        let (dx, dy) = match direction {
            1 => (0.0, width),
            2 => (width, height),
            _ => (height, 0.0),
        };
        if direction != 2 {
            (self.width, self.height) = (height, width);
        }
        for glyph in &mut self.glyphs {
            glyph.x0 += dx;
            glyph.x1 += dx;
            glyph.y += dy;
        }
        for rule in &mut self.rules {
            *rule = rule.turned(|x, y| (x + dx, y + dy));
        }
        for area in &mut self.pictures {
            area.x0 += dx;
            area.x1 += dx;
            area.y0 += dy;
            area.y1 += dy;
        }
    }
}

impl State {
    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::new([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line);
        self.text = self.line;
    }

    /// Moves on along the line.
    fn advance(&mut self, by: f32) {
        let is_vertical = self.font.as_ref().is_some_and(|font| font.is_vertical());
        let (x, y) = if is_vertical {
            (0.0, -by)
        } else {
            (by * self.scale, 0.0)
        };
        self.text = Matrix::new([1.0, 0.0, 0.0, 1.0, x, y]).then(self.text);
    }
}

fn matrix(numbers: [Number; 6]) -> Matrix {
    Matrix::new(numbers.map(|number| number.as_f32()))
}
