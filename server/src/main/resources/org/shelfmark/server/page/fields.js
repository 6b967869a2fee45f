/** The fields of a job as the server describes them: asked for once, kept for as long as the page is open. */
import { ask } from './api.js';
import { useEffect, useState } from './ui.js';

let known = null;
let codes = new Map();
let asked = null;

function load() {
  asked ??= ask('fields').then((answer) => {
    known = new Map();
    for (const field of answer.fields) {
      for (const attribute of field.attributes) {
        if (!known.has(attribute.toLowerCase())) known.set(attribute.toLowerCase(), field);
      }
    }
    for (const field of answer.fields) known.set(field.name.toLowerCase(), field);
    codes = new Map(Object.values(answer.codes).flat().map((reason) => [reason.code, reason]));
    return known;
  }).catch((failure) => {
    asked = null;
    throw failure;
  });
  return asked;
}

/** Fields by short name and by ClassAd name, in lower case: `{name, attributes, type, unit, facet, sort, description}`. Empty until they are there. */
export function useFields() {
  const [fields, setFields] = useState(known ?? new Map());
  useEffect(() => {
    if (known) return;
    load().then(setFields, () => {});
  }, []);
  return fields;
}

/** The numbers of hold and vacate reasons: `{code, name, meaning}` by number; holds are below 1000. Empty until they are there. */
export function useCodes() {
  useFields();
  return codes;
}

/** Whether values of the field are numbers of which more or less can be said. Numbers that are names (ids, codes) are not. */
export function isMeasured(field) {
  return Boolean(field) && (field.type === 'real' || (field.type === 'integer' && field.unit !== ''));
}
