/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-records.h: what one record of n fields costs in each form that Python offers: dict, tuple, list, class, dataclass and so on.
 *
 * One of many records that are made alike and are all alive; the values of its fields are not counted, nor what all of them have in
 * common: the class with its shared keys, the names. Sizes of dicts follow from the ladders (dsc-ladder.h), those of instances from
 * instances that are made in the model one after the other. */
#pragma once

#include "dsc-alloc.h"
#include "dsc-traits.h"

typedef enum {
  DSC_RECORD_DICT_DISPLAY = 0,   /* {'f0': v, …} */
  DSC_RECORD_DICT_ZIP,           /* dict (zip (names, values)) */
  DSC_RECORD_TUPLE,              /* (v, …) */
  DSC_RECORD_LIST,               /* [v, …] */
  DSC_RECORD_NAMEDTUPLE,         /* collections.namedtuple */
  DSC_RECORD_TYPING_NAMEDTUPLE,  /* typing.NamedTuple */
  DSC_RECORD_SLOTS,              /* class with __slots__ */
  DSC_RECORD_CLASS,              /* class whose __init__ sets the attributes; __dict__ is never asked for */
  DSC_RECORD_CLASS_DICT,         /* the same, and x.__dict__ was asked for */
  DSC_RECORD_NAMESPACE,          /* types.SimpleNamespace (f0=v, …) */
  DSC_RECORD_DATACLASS,          /* dataclass, as dataclasses.make_dataclass makes it */
  DSC_RECORD_DATACLASS_SLOTS,    /* dataclass (slots=True) */
  DSC_N_RECORD_FORMS,
} DscRecordForm;

typedef enum {                   /* blocks of memory that a record consists of */
  DSC_RECORD_OBJECT = 0,         /* the object, with what lies in front of it and, from 3.13 on, its values */
  DSC_RECORD_ITEMS,              /* of a list */
  DSC_RECORD_DICT,               /* __dict__, without its table */
  DSC_RECORD_TABLE,              /* table or keys object that nobody shares */
  DSC_RECORD_VALUES,             /* of a dict or instance that shares its keys */
  DSC_N_RECORD_BLOCKS,
} DscRecordBlock;

typedef struct {
  int64_t getsizeof;             /* sys.getsizeof (x): the record alone */
  int64_t dict_first;            /* sys.getsizeof (x.__dict__) of the first record of a class, asked for as soon as it is made; -1: no such dict */
  int64_t dict_later;            /* the same of one after many others */
  int64_t bytes;                 /* that one record asks the allocator for */
  int64_t blocks[DSC_N_RECORD_BLOCKS];   /* that they are the sum of; 0: no such block */
  int64_t taken;                 /* the same with the allocator's rounding; 0: not known */
  double  resident;              /* and with a share of what the allocator itself needs on each page of small blocks; 0: not known */
} DscRecordSize;

#define DSC_RECORD_MOST_FIELDS 250u    /* a call takes no more than 255 arguments up to 3.6 */

const char *dsc_record_form_name   (DscRecordForm form);               /* "dict-display", "namedtuple" */
const char *dsc_record_form_code   (DscRecordForm form);               /* "{'f0': v, …}" */
const char *dsc_record_block_name  (DscRecordBlock block);             /* "object", "items" */
bool        dsc_record_form_find   (const char *name, DscRecordForm *out_form);
/* Of releases other than CPython's only dicts are known. */
bool        dsc_record_form_exists (const DscTraits *traits, DscRecordForm form);
/* n_fields: 1 … DSC_RECORD_MOST_FIELDS, all of them named by strs. INVALID: the form does not exist, or not with so many; NO_MEMORY. */
DscStatus   dsc_record_measure     (const DscTraits *traits, DscRecordForm form, unsigned n_fields, const DscAlloc *alloc,
                                    DscRecordSize *out_size) DSC_WARN_UNUSED;
