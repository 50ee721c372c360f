//! The materials of a guide and what the catalogue knows of them.

use tongyuan_model::Material;
use tongyuan_model::register::materials::CataloguedMaterial;

use crate::facts::Facts;
use crate::rules::texts::names_a_document;

/// A material with its entry in the catalogue.
pub(crate) struct Catalogued<'f> {
    pub(crate) material: &'f Material,
    pub(crate) name: &'f str,
    pub(crate) entry: Option<&'f CataloguedMaterial>,
}

/// The materials that name a document, each with its entry, by number first; none without a catalogue.
pub(crate) fn catalogued<'f>(facts: &Facts<'f>) -> Vec<Catalogued<'f>> {
    let Some(catalogue) = &facts.registers.materials else {
        return Vec::new();
    };
    let entries = catalogue.value.catalogue.rows();
    let rows = facts.guide().materials.rows().iter().enumerate();
    rows.filter(|(row, _)| names_a_document(facts, *row))
        .filter_map(|(_, material)| {
            let name = material.name.text()?;
            let number = material.catalog.text();
            let by_number = number.and_then(|own| {
                entries
                    .iter()
                    .find(|entry| entry.catalog.text() == Some(own))
            });
            let entry = by_number.or_else(|| entries.get(facts.policy.terms.catalogued(name)?));
            Some(Catalogued {
                material,
                name,
                entry,
            })
        })
        .collect()
}
