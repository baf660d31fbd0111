#!/usr/bin/env python3
"""Checks receipts of Klankbord, written from docs/ledger.md alone, with nothing but Python's standard library.

    verify_receipt.py --key KEYS RECEIPT...

KEYS is a file with one verifier key per line. For each receipt the verdict is printed (proven, incomplete or broken), with each
check below it. The exit status is 0 if all are proven, 2 if any is incomplete, 1 if any is broken.
"""

import argparse
import base64
import binascii
import datetime
import functools
import hashlib
import json
import re
import sys
import uuid

import ed25519

PASSED, FAILED, NOT_CHECKED = "passed", "failed", "not_checked"
CHECKS = ("leaf", "event", "decisions", "times", "notice", "words", "subject", "log", "inclusion", "signature")

CONTROLS = {"accept_all", "refuse_all", "own_choice", "send", "thanks", "import", "withdraw", "gpc", "expiry", "erasure"}
LOCALES = {"nl", "en"}
BASES = {
    "consent": "eu-gdpr:A6-1-a",
    "contract": "eu-gdpr:A6-1-b",
    "legitimate_interest": "eu-gdpr:A6-1-f",
    "exempt": None,
}
STATES = {
    "given": "dpv:ConsentGiven",
    "refused": "dpv:ConsentRefused",
    "withdrawn": "dpv:ConsentWithdrawn",
    "renewed": "dpv:RenewedConsentGiven",
    "expired": "dpv:ConsentExpired",
    "erased": "dpv:ConsentTerminated",
    "asserted": None,
    "objected": None,
}
PROFILE = "https://w3id.org/dpv/schema/dpv-27560#"
IRI, TIME = {"@type": "@id"}, {"@type": "xsd:dateTime"}
CONTEXT = {
    "@vocab": "urn:uuid:7d1f3a52-6c0e-4b8f-9d57-2b1c6e0f4a93#",
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dct:conformsTo": IRI,
    "dct:created": TIME,
    "dpv:hasApplicableLaw": IRI,
    "dpv:hasJurisdiction": IRI,
    "dpv:hasLegalBasis": IRI,
    "dpv:isExercisedAt": IRI,
    "dpv:isIndicatedAtTime": TIME,
    "dpv:isIndicatedBy": IRI,
    "recorded_at": TIME,
    "decided_at": TIME,
    "valid_until": TIME,
    "proof": {"@container": "@list"},
    "content": {"@type": "@json"},
}
EVIDENCE = ("leaf", "sealed", "leaf_index", "proof", "checkpoint")
FACTS = (
    "dpv:hasDataController",
    "dpv:hasJurisdiction",
    "dpv:hasApplicableLaw",
    "dpv:hasPersonalData",
    "dpv:hasRecipient",
    "dpv:hasStorageCondition",
    "dpv:hasRight",
    "dpv:hasAuthority",
)


# Verdict


def verify(text, keys):
    """The verdict over a receipt, and per record the outcome of each check."""
    try:
        document = parse(text)
        records = document["dpv:hasRecordOfActivity"]
        sound = has_form(document)
        outcomes = [check(record, document["notices"], keys) for record in records]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "broken", []
    found = [outcome for record in outcomes for outcome in record.items()]
    if not sound or any(outcome == FAILED for _, outcome in found):
        return "broken", outcomes
    if any(outcome == NOT_CHECKED and code != "subject" for code, outcome in found):
        return "incomplete", outcomes
    return "proven", outcomes


def has_form(document):
    """Step 1: the members of the file, and that it repeats the evidence of its newest record."""
    records, notices = document["dpv:hasRecordOfActivity"], document["notices"]
    newest = records[-1]
    identifier = newest["dct:identifier"]
    expected = {
        "@context": CONTEXT,
        "@id": f"urn:uuid:{identifier}#receipt",
        "@type": "dpv:ConsentReceipt",
        "dct:identifier": identifier,
        "dct:conformsTo": [PROFILE + "receipt-record", PROFILE + "receipt-eu-gdpr"],
        "format": 1,
        "dct:created": document["dct:created"],
        "dpv:hasRecordOfActivity": records,
        "notices": notices,
        **{name: newest[name] for name in EVIDENCE},
    }
    events = [record["@id"] for record in records]
    named = list(dict.fromkeys(record["dpv:hasNotice"]["@id"] for record in records))
    return (
        same(document, expected)
        and is_text(document["dct:created"])
        and len(set(events)) == len(events)
        and [notice["@id"] for notice in notices] == named
        and all(set(notice) == {"@id", "@type", "version", "hash", "content"} for notice in notices)
    )


def check(record, notices, keys):
    """Steps 2 to 10, of one record."""
    outcomes = dict.fromkeys(CHECKS, NOT_CHECKED)
    try:
        leaf = decode(record["leaf"])
        event = parse(leaf.decode("utf-8"))
        well_formed = is_event(event) and canonical(event) == leaf
    except (ValueError, KeyError, TypeError):
        well_formed = False
    outcomes["leaf"] = passed(well_formed)
    if not well_formed:
        return outcomes

    about = "survey" if "survey" in event else "site"
    members = {
        "@id": urn(event["id"]),
        "@type": "dpv:ConsentRecord",
        "dct:identifier": event["id"],
        "dct:conformsTo": [PROFILE + "record", PROFILE + "record-eu-gdpr"],
        about: event[about],
        "control": event["control"],
        "origin": event["origin"],
    }
    times = {"recorded_at": event["time"], "decided_at": decided_at(event), "valid_until": event["valid_until"]}
    shown = {
        "@id": urn(event["notice"]["id"]),
        "@type": "dpv:ConsentNotice",
        "version": event["notice"]["version"],
        "hash": event["notice"]["hash"],
        "dct:language": event["locale"],
    }
    others = {"dpv:hasDataSubject", "dpv:hasNotice", "dpv:hasProcess", "dpv:hasConsentControl", *FACTS, *EVIDENCE}
    complete = set(record) == {*members, *times, *others} and is_control(record["dpv:hasConsentControl"])
    named = record["dpv:hasDataController"]["@id"] == urn(event["organisation"])
    outcomes["event"] = passed(complete and named and all(same(record[name], value) for name, value in members.items()))
    outcomes["decisions"] = passed(same([without_words(each) for each in record["dpv:hasProcess"]], processes(event)))
    outcomes["times"] = passed(all(same(record[name], value) for name, value in times.items()))
    outcomes["notice"] = passed(same(record["dpv:hasNotice"], shown))
    outcomes["words"] = passed(has_words(record, event, notices))
    outcomes["subject"] = subject(record["dpv:hasDataSubject"], event)
    outcomes.update(sealed(record, leaf, event, keys))
    return outcomes


# The leaf


def is_event(event):
    """Whether this is a consent event: each member there, of its kind, and no other."""
    required = {"id", "organisation", "notice", "locale", "decisions", "control", "origin", "time", "valid_until", "subject"}
    about = {"survey", "site"} & set(event)
    return (
        len(about) == 1
        and set(event) - {"stated_time"} == required | about
        and all(is_uuid(event[name]) for name in ("id", "organisation", *about))
        and set(event["notice"]) == {"id", "version", "hash"}
        and is_uuid(event["notice"]["id"])
        and type(event["notice"]["version"]) is int
        and is_hash(event["notice"]["hash"])
        and event["locale"] in LOCALES
        and event["control"] in CONTROLS
        and is_text(event["origin"])
        and is_time(event["time"])
        and ("stated_time" not in event or is_time(event["stated_time"]))
        and (event["valid_until"] is None or is_time(event["valid_until"]))
        and is_hash(event["subject"])
        and all(is_decision(decision) for decision in event["decisions"])
    )


def is_decision(decision):
    return (
        set(decision) == {"purpose", "basis", "state"}
        and re.fullmatch(r"[a-z][a-z0-9_]{0,39}", decision["purpose"]) is not None
        and decision["basis"] in BASES
        and decision["state"] in STATES
    )


def decided_at(event):
    return event.get("stated_time", event["time"])


# What a record states


def processes(event):
    """The decisions of a leaf as a record states them, without the words of the notice."""
    until = event["valid_until"]
    duration = {"@type": "dpv:UntilTimeDuration", "rdf:value": until}
    if until is None:
        duration = {"@type": "dpv:UntilEventDuration", "rdf:value": "withdrawal, objection, erasure or the end of retention"}
    stated = []
    for decision in event["decisions"]:
        basis, state = decision["basis"], decision["state"]
        by_controller = state == "asserted" or event["control"] in {"import", "expiry", "erasure"}
        status = {
            "dpv:isIndicatedAtTime": decided_at(event),
            "dpv:isIndicatedBy": "dpv:DataController" if by_controller else "dpv:DataSubject",
            "dpv:hasIndicationMethod": event["control"],
            "dpv:hasDuration": duration,
        }
        if basis == "consent" and STATES[state]:
            status["@type"] = STATES[state]
        stated.append(
            {
                "@type": "dpv:Process",
                **decision,
                "dpv:hasLegalBasis": BASES[basis],
                "dpv:hasConsentStatus" if basis == "consent" else "dpv:hasStatus": status,
            }
        )
    return stated


def without_words(process):
    return {name: value for name, value in process.items() if name != "dpv:hasPurpose"}


def has_words(record, event, notices):
    """Whether the notice in the receipt is the one that was shown, and the record's words are its words."""
    notice = next((notice for notice in notices if notice["@id"] == urn(event["notice"]["id"])), None)
    if notice is None or hashlib.sha256(canonical(notice["content"])).hexdigest() != event["notice"]["hash"]:
        return False
    content = notice["content"]

    def told(text):
        languages = text or {}
        value = languages.get(event["locale"])
        if value is None:
            # Dutch comes before English.
            value = next((languages[locale] for locale in ("nl", "en") if locale in languages), "")
        return {"@language": event["locale"], "@value": value}

    def described(kind, name):
        return {"@type": kind, "dct:description": told(content[name])}

    facts = {
        "dpv:hasDataController": {
            "@id": urn(event["organisation"]),
            "@type": "dpv:DataController",
            "dpv:hasName": content["controller"],
            "dpv:hasContact": content["contact"],
            "dpv:hasDataProtectionOfficer": content["privacy_officer"],
        },
        "dpv:hasJurisdiction": "loc:EU",
        "dpv:hasApplicableLaw": "eu-gdpr:GDPR",
        "dpv:hasPersonalData": described("dpv:PersonalData", "data_kinds"),
        "dpv:hasRecipient": described("dpv:Recipient", "recipients"),
        "dpv:hasStorageCondition": [
            described("dpv:StorageLocation", "storage_place"),
            {"@type": "dpv:StorageDuration", "dpv:hasDuration": f"P{content['retention_months']}M"},
        ],
        "dpv:hasRight": described("dpv:DataSubjectRight", "rights"),
        "dpv:hasAuthority": described("dpv:DataProtectionAuthority", "complaint"),
    }
    purposes = []
    for decision in event["decisions"]:
        words = {"@type": "dpv:Purpose", "dct:description": None}
        purpose = next((each for each in content["purposes"] if each["key"] == decision["purpose"]), None)
        if purpose is not None:
            words["dct:description"] = told(purpose["text"])
            if purpose.get("interest") is not None:
                words["dpv:hasJustification"] = told(purpose["interest"])
        purposes.append(words)
    return (
        notice["@type"] == "dpv:ConsentNotice"
        and same([notice["version"], notice["hash"]], [event["notice"]["version"], event["notice"]["hash"]])
        and same([process["dpv:hasPurpose"] for process in record["dpv:hasProcess"]], purposes)
        and all(same(record[name], value) for name, value in facts.items())
    )


def is_control(control):
    """Where the person withdraws: an address that no leaf holds, or nothing."""
    return control is None or (
        set(control) == {"@type", "dpv:isExercisedAt"}
        and control["@type"] == "dpv:WithdrawConsent"
        and is_text(control["dpv:isExercisedAt"])
    )


def subject(person, event):
    members = {"@type": "dpv:DataSubject", "commitment": event["subject"]}
    pseudonym, salt = person["pseudonym"], person["salt"]
    if not same(person, {**members, "pseudonym": pseudonym, "salt": salt}):
        return FAILED
    if pseudonym is None and salt is None:
        return NOT_CHECKED
    if not is_uuid(pseudonym) or not is_hash(salt):
        return FAILED
    return passed(hashlib.sha256(bytes.fromhex(salt) + uuid.UUID(pseudonym).bytes).hexdigest() == event["subject"])


# The log


def sealed(record, leaf, event, keys):
    codes = ("log", "inclusion", "signature")
    index, proof, checkpoint = record["leaf_index"], record["proof"], record["checkpoint"]
    if record["sealed"] is False and (index, proof, checkpoint) == (None, None, None):
        return dict.fromkeys(codes, NOT_CHECKED)
    try:
        if record["sealed"] is not True or type(index) is not int:
            raise ValueError("not sealed")
        hashes = [decode(text) for text in proof]
        body, origin, size, root, signatures = read_checkpoint(checkpoint)
    except (ValueError, TypeError, AttributeError):
        return dict.fromkeys(codes, FAILED)
    year = datetime.datetime.fromisoformat(event["time"].replace("Z", "+00:00")).year
    return {
        "log": passed(origin == f"klankbord/{event['organisation']}/{year:04}"),
        "inclusion": passed(is_included(leaf, index, size, hashes, root)),
        "signature": is_signed(body, origin, signatures, keys),
    }


def is_included(leaf, index, size, proof, root):
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size or any(len(each) != 32 for each in proof):
        return False
    place, last = index, size - 1
    found = hashlib.sha256(b"\x00" + leaf).digest()
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = hashlib.sha256(b"\x01" + sibling + found).digest()
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\x01" + found + sibling).digest()
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def read_checkpoint(note):
    """C2SP signed-note and tlog-checkpoint: the signed bytes, what they say, and the signatures."""
    if any(ord(character) < 0x20 and character != "\n" for character in note):
        raise ValueError("control characters")
    text, separator, block = note.rpartition("\n\n")
    if not separator or not block.endswith("\n"):
        raise ValueError("no signatures")
    origin, size, root, *extensions = text.split("\n")
    organisation = re.fullmatch(r"klankbord/([^/]+)/([0-9]{4})", origin)
    if not organisation or not is_uuid(organisation[1]) or not re.fullmatch(r"0|[1-9][0-9]*", size) or "" in extensions:
        raise ValueError("no checkpoint")
    if int(size) >= 2**64 or len(decode(root)) != 32:
        raise ValueError("no checkpoint")
    signatures = []
    for line in block[:-1].split("\n"):
        dash, name, encoded = line.split(" ")
        signature = decode(encoded)
        if dash != "\u2014" or not name or "+" in name or any(map(str.isspace, name)) or len(signature) < 5:
            raise ValueError("no signature")
        signatures.append((name, signature[:4], signature[4:]))
    return f"{text}\n".encode(), origin, int(size), decode(root), signatures


def is_signed(body, origin, signatures, keys):
    """A signature that names a trusted key must be right; one of them there must be."""
    trusted = {key_id(origin, public): public for name, public in keys if f"{origin}/".startswith(f"{name}/")}
    known = [(trusted[identifier], signature) for name, identifier, signature in signatures if name == origin and identifier in trusted]
    if not known:
        return NOT_CHECKED
    return passed(all(is_signature(public, body, signature) for public, signature in known))


@functools.lru_cache(maxsize=1024)
def is_signature(public, body, signature):
    """One checkpoint often proves many records."""
    return ed25519.verify(public, body, signature)


def read_key(text):
    """A verifier key of C2SP signed-note: the name it is trusted for, and the public key."""
    name, identifier, encoded = text.strip().split("+", 2)
    key = decode(encoded)
    if len(key) != 33 or key[0] != 1 or identifier != key_id(name, key[1:]).hex():
        raise ValueError(f"not a verifier key: {text.strip()}")
    return name, key[1:]


def key_id(name, public):
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


# Forms


def parse(text):
    """JSON as RFC 8259 has it, and of its numbers only whole ones: nothing else is in a receipt."""

    def refuse(text):
        raise ValueError(f"not in a receipt: {text}")

    return json.loads(text, parse_float=refuse, parse_constant=refuse)


def canonical(value):
    """RFC 8785, of values without fractions; all names in them are ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def same(a, b):
    """Equal as JSON, in which true is not 1."""
    return canonical(a) == canonical(b)


def decode(text):
    """Base64 (RFC 4648, 4) in its one form."""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if base64.b64encode(data).decode() != text:
        raise ValueError("not canonical base64")
    return data


def urn(identifier):
    return f"urn:uuid:{identifier}"


def is_text(value):
    return isinstance(value, str)


def is_hash(value):
    return is_text(value) and re.fullmatch(r"[0-9a-f]{64}", value) is not None


def is_uuid(value):
    return is_text(value) and re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value) is not None


def is_time(value):
    return is_text(value) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value, re.ASCII) is not None


def passed(so):
    return PASSED if so else FAILED


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--key", required=True, help="a file with verifier keys, one a line")
    arguments.add_argument("receipts", nargs="+", metavar="RECEIPT")
    given = arguments.parse_args()
    with open(given.key, encoding="utf-8") as file:
        keys = [read_key(line) for line in file if line.strip()]
    verdicts = set()
    for path in given.receipts:
        with open(path, encoding="utf-8") as file:
            verdict, records = verify(file.read(), keys)
        verdicts.add(verdict)
        print(f"{path}: {verdict}")
        for number, outcomes in enumerate(records, 1):
            print(f"  decision {number}: " + ", ".join(f"{code} {outcome}" for code, outcome in outcomes.items()))
    sys.exit(1 if "broken" in verdicts else 2 if "incomplete" in verdicts else 0)


if __name__ == "__main__":
    main()
