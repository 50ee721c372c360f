//! An expression gone through once before it is run: every name is held against the guide schema, and everything that can take long
//! is made to count.

use cel::common::ast::{
    CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue, SourceInfo, operators,
};
use tongyuan_model::schema::{GuidePlace, PlaceKind};
use tongyuan_model::{Key, nearest};

use super::ascii::{Ascii, THIS};
use super::{ExpressionFault, ExpressionFaultKind, FUNCTIONS, MACROS, Patterns};
use crate::own::pattern;

/// Hands back what it is given and counts it. No expression can name it.
pub(super) const COUNTED: &str = "@counted";
/// The same of a list.
pub(super) const ROWS: &str = "@rows";
/// Matches a text by a pattern that was compiled before.
pub(super) const MATCHES: &str = "matches";

/// No repository matches by more patterns in its expressions.
const MOST_PATTERNS: usize = 1000;

/// What is known of a value before there is one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Type {
    /// What a guide has there.
    Place(GuidePlace),
    /// True or false.
    Truth,
    /// Something that is neither true nor false, nor a place of a guide.
    Other,
    /// That shows when it is run.
    Unknown,
}

type Gone = Result<Type, ExpressionFault>;

/// What goes through an expression.
pub(super) struct Meter<'a> {
    ascii: &'a Ascii,
    places: &'a SourceInfo,
    /// The names that stand for something besides the fields of a guide.
    names: Vec<(String, Type)>,
    patterns: &'a mut Patterns,
    pub(super) first: Option<Key>,
}

impl<'a> Meter<'a> {
    pub(super) fn new(
        ascii: &'a Ascii,
        places: &'a SourceInfo,
        this: Option<GuidePlace>,
        patterns: &'a mut Patterns,
    ) -> Self {
        let this = this.map(|place| (THIS.to_owned(), Type::Place(place)));
        Self {
            ascii,
            places,
            names: this.into_iter().collect(),
            patterns,
            first: None,
        }
    }

    pub(super) fn go_through(&mut self, node: &mut IdedExpr) -> Gone {
        let id = node.id;
        match &mut node.expr {
            Expr::Literal(LiteralValue::Boolean(_)) => Ok(Type::Truth),
            Expr::Literal(LiteralValue::Bytes(_)) => Err(self.unexpected(id)),
            Expr::Literal(_) => Ok(Type::Other),
            Expr::Ident(name) => {
                let name = std::mem::take(name);
                let gives = self.name(&name, id);
                node.expr = Expr::Ident(name);
                gives
            }
            Expr::Select(select) => {
                let of = self.go_through(&mut select.operand)?;
                let gives = self.field(of, &select.field, id)?;
                Ok(if select.test { Type::Truth } else { gives })
            }
            Expr::List(list) => {
                for element in &mut list.elements {
                    self.go_through(element)?;
                    counted(element, COUNTED);
                }
                Ok(Type::Other)
            }
            Expr::Call(call) => self.call(call, id),
            Expr::Comprehension(comprehension) => self.comprehension(comprehension, id),
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => Err(self.unexpected(id)),
        }
    }

    fn name(&mut self, name: &str, id: u64) -> Gone {
        let known = self.names.iter().rev().find(|(own, _)| own == name);
        if let Some((_, gives)) = known {
            return Ok(*gives);
        }
        let Some(guide) = GuidePlace::guide() else {
            return Ok(Type::Unknown);
        };
        let word = self.ascii.name(name);
        match guide.field(word) {
            Ok((key, place)) => {
                self.first = self.first.or(Some(key));
                Ok(Type::Place(place))
            }
            Err(meant) => {
                let own = self.names.iter().map(|(own, _)| self.ascii.name(own));
                let meant = nearest(word, own).map(str::to_owned).or(meant);
                Err(self.unknown(word, meant, id))
            }
        }
    }

    /// A field of what has a type.
    fn field(&self, of: Type, name: &str, id: u64) -> Gone {
        let Type::Place(place) = of else {
            return Ok(Type::Unknown);
        };
        let word = self.ascii.name(name);
        if place.kind() == PlaceKind::Rows {
            // The rows have it, and not the list.
            let word = word.to_owned();
            return Err(self.fault(ExpressionFaultKind::OfRows { word }, id));
        }
        let found = place.field(word).or_else(|meant| {
            let joined = word.replace('_', "-");
            place.field(&joined).map_err(|_| meant)
        });
        match found {
            Ok((_, place)) => Ok(Type::Place(place)),
            Err(meant) => Err(self.unknown(word, meant, id)),
        }
    }

    fn call(&mut self, call: &mut CallExpr, id: u64) -> Gone {
        let name = call.func_name.clone();
        if !is_operator(&name) && !FUNCTIONS.contains(&name.as_str()) {
            let written = self.ascii.name(&name).to_owned();
            return Err(self.fault(
                ExpressionFaultKind::UnknownFunction {
                    nearest: nearest(&written, FUNCTIONS.iter().copied()),
                    name: written,
                },
                id,
            ));
        }
        if MACROS.contains(&name.as_str()) {
            // With the parts that it asks for it would be a call no more.
            return Err(self.fault(ExpressionFaultKind::Misused { name }, id));
        }
        if name == MATCHES {
            self.pattern(call, id)?;
        }
        let mut types = Vec::new();
        for part in call.target.as_deref_mut().into_iter().chain(&mut call.args) {
            types.push(self.go_through(part)?);
            if counts(&name) {
                counted(part, COUNTED);
            }
        }
        Ok(match name.as_str() {
            operators::CONDITIONAL => match types.as_slice() {
                [_, Type::Truth, Type::Truth] => Type::Truth,
                [_, Type::Other, _] | [_, _, Type::Other] => Type::Other,
                _ => Type::Unknown,
            },
            operators::INDEX => match types.as_slice() {
                [Type::Place(list), ..] if list.kind() == PlaceKind::Rows => {
                    Type::Place(list.row())
                }
                _ => Type::Unknown,
            },
            operators::ADD
            | operators::SUBSTRACT
            | operators::MULTIPLY
            | operators::DIVIDE
            | operators::MODULO
            | operators::NEGATE
            | "size"
            | "int"
            | "double"
            | "string" => Type::Other,
            _ => Type::Truth,
        })
    }

    /// The pattern of a call has to be written out: then it is compiled once, and known to be bounded.
    fn pattern(&mut self, call: &CallExpr, id: u64) -> Result<(), ExpressionFault> {
        let written = call.args.last();
        let Some(Expr::Literal(LiteralValue::String(text))) = written.map(|own| &own.expr) else {
            return Err(self.fault(ExpressionFaultKind::PatternUnwritten, id));
        };
        let text = text.inner();
        if !self.patterns.contains_key(text) {
            let id = written.map_or(id, |own| own.id);
            if self.patterns.len() >= MOST_PATTERNS {
                let fault = pattern::PatternFault::TooLarge;
                return Err(self.fault(ExpressionFaultKind::Pattern(fault), id));
            }
            let compiled = pattern::compile(text)
                .map_err(|fault| self.fault(ExpressionFaultKind::Pattern(fault), id))?;
            self.patterns.insert(text.to_owned(), compiled);
        }
        Ok(())
    }

    /// A macro that goes through a list: what comes of each row counts, and where the count ends the loop does. An error in what
    /// `all` and `exists` ask of a row waits for the rows that follow, and one in their condition does not.
    fn comprehension(&mut self, own: &mut ComprehensionExpr, id: u64) -> Gone {
        let list = self.go_through(&mut own.iter_range)?;
        let rows = match list {
            Type::Place(place) if place.kind() == PlaceKind::Rows => Type::Place(place.row()),
            Type::Place(_) | Type::Truth => {
                let id = own.iter_range.id;
                return Err(self.fault(ExpressionFaultKind::NoList, id));
            }
            Type::Other | Type::Unknown => Type::Unknown,
        };
        counted(&mut own.iter_range, ROWS);
        self.names.push((own.iter_var.clone(), rows));
        let is_appended = matches!(own.accu_init.expr, Expr::List(_));
        let waits = !matches!(own.loop_cond.expr, Expr::Literal(_));
        if waits {
            counted(&mut own.loop_cond, COUNTED);
        }
        let Expr::Call(step) = &mut own.loop_step.expr else {
            return Err(self.unexpected(id));
        };
        match (step.func_name.as_str(), step.args.as_mut_slice()) {
            (operators::LOGICAL_AND | operators::LOGICAL_OR, [_, asked]) if waits => {
                self.go_through(asked)?;
            }
            (operators::CONDITIONAL, [asked, then, _]) => {
                self.go_through(asked)?;
                counted(asked, COUNTED);
                self.appended(then)?;
            }
            (operators::ADD, _) => self.appended(&mut own.loop_step)?,
            _ => return Err(self.unexpected(id)),
        }
        self.names.pop();
        Ok(if is_appended {
            Type::Other
        } else {
            Type::Truth
        })
    }

    /// What a step of `map` and `filter` adds to the list that it makes.
    fn appended(&mut self, step: &mut IdedExpr) -> Result<(), ExpressionFault> {
        let Expr::Call(step) = &mut step.expr else {
            return Ok(());
        };
        if let Some(Expr::List(list)) = step.args.last_mut().map(|own| &mut own.expr) {
            for element in &mut list.elements {
                self.go_through(element)?;
                counted(element, COUNTED);
            }
        }
        Ok(())
    }

    fn fault(&self, kind: ExpressionFaultKind, id: u64) -> ExpressionFault {
        let at = self.places.offset_for(id);
        let at = at.and_then(|(start, _)| self.ascii.named(start as usize));
        ExpressionFault { kind, at }
    }

    fn unexpected(&self, id: u64) -> ExpressionFault {
        self.fault(ExpressionFaultKind::Unexpected, id)
    }

    fn unknown(&self, word: &str, nearest: Option<String>, id: u64) -> ExpressionFault {
        let kind = ExpressionFaultKind::UnknownName {
            word: word.to_owned(),
            nearest,
        };
        self.fault(kind, id)
    }
}

fn is_operator(name: &str) -> bool {
    use operators as is;
    matches!(
        name,
        is::CONDITIONAL
            | is::LOGICAL_AND
            | is::LOGICAL_OR
            | is::LOGICAL_NOT
            | is::SUBSTRACT
            | is::ADD
            | is::MULTIPLY
            | is::DIVIDE
            | is::MODULO
            | is::EQUALS
            | is::NOT_EQUALS
            | is::GREATER_EQUALS
            | is::LESS_EQUALS
            | is::GREATER
            | is::LESS
            | is::NEGATE
            | is::INDEX
            | is::IN
    )
}

/// Whether what goes into a call counts. What is asked first whether it is true does already, where it can take long.
fn counts(name: &str) -> bool {
    !matches!(
        name,
        operators::LOGICAL_AND
            | operators::LOGICAL_OR
            | operators::LOGICAL_NOT
            | operators::CONDITIONAL
            | operators::INDEX
    )
}

/// Puts a part into a call that counts it.
fn counted(part: &mut IdedExpr, function: &str) {
    let own = std::mem::take(part);
    part.id = own.id;
    part.expr = Expr::Call(CallExpr {
        func_name: function.to_owned(),
        target: None,
        args: vec![own],
    });
}
