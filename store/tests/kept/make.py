"""Makes the kept databases of a release: python3 make.py BINARY NAME POSTGRES_URL

It writes NAME.sqlite.gz, NAME.postgres.sql.gz and NAME.json beside itself. POSTGRES_URL is a server on which a database may be made.
"""

import gzip
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

BINARY, NAME, SERVER = sys.argv[1:4]
HERE = os.path.dirname(os.path.abspath(__file__))
# The tables whose rows are counted after the upgrade.
TABLES = ["survey", "response", "decision", "consent_event", "import_reference", "import", "account", "secret"]
PREDICTED = hashlib.md5(b"order-10001").hexdigest()
PROVENANCE = """legal_basis = "legitimate_interest"
notice = "Privacyverklaring van de winkel, 2018"
collected_by = "De winkel"
purposes = ["analysis"]
"""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect to the caller."""

    def redirect_request(self, *_):
        return None


class Program:
    """The binary on one database, in a folder of its own."""

    def __init__(self, url, folder):
        self.folder = folder
        self.env = {"KLANKBORD_DATABASE_URL": url, "KLANKBORD_DATA_DIR": folder, "PATH": os.environ["PATH"]}

    def run(self, *words, typed=""):
        done = subprocess.run([BINARY, *words], env=self.env, cwd=self.folder, capture_output=True, text=True, input=typed)
        if done.returncode != 0:
            sys.exit(f"{words}: {done.stderr}")
        return done.stdout

    def serve(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        words = [BINARY, "serve", "--addr", self.address.removeprefix("http://")]
        server = subprocess.Popen(words, env=self.env, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        server.stdout.readline()
        return server

    def call(self, path, data=None, kind="application/x-www-form-urlencoded", **headers):
        if isinstance(data, dict) and kind.endswith("urlencoded"):
            data = urllib.parse.urlencode(data, doseq=True)
        elif data is not None:
            data = json.dumps(data)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if data is not None:
            headers |= {"content-type": kind}
        request = urllib.request.Request(self.address + path, data=data.encode() if data else None, headers=headers)
        try:
            reply = urllib.request.build_opener(NoRedirect).open(request)
        except urllib.error.HTTPError as error:
            reply = error
        return reply.status, reply.headers, reply.read().decode()


def expected(what, wanted, got):
    if got[0] != wanted:
        sys.exit(f"{what}: {got[0]} instead of {wanted}: {got[2][:400]}")
    return got


def fill(program):
    """Fills the database, and returns what it must hold after an upgrade."""
    program.run("demo")
    program.run("user", "add", "eigenaar@voorbeeld.nl", "--password-stdin", typed="kwartel zomer lantaarn\n")
    key = re.search(r"klb_\S+|[A-Za-z0-9_-]{30,}", program.run("api-key", "create", "--name", "shop", "--scope", "responses:write"))
    server = program.serve()
    page = program.call("/s/nps")[2]
    tag = next(tag for tag in page.split("<input") if 'name="version"' in tag)
    version = tag.split('value="')[1].split('"')[0]
    receipts = []

    def answer(number, score, text, **more):
        fields = {"key": f"{number:032x}", "version": version, "locale": "nl", "recommend": score, "reason": text} | more
        reply = expected("an answer", 303, program.call("/s/nps", fields))
        code = reply[1]["location"].split("/")[2].split("?")[0]
        receipts.append({"key": fields["key"], "code": code, "erased": False})
        return code

    answer(1, 9, "Lekker brood", purpose=["contact"], contact_email="klant@voorbeeld.nl")
    answer(2, 3, "Te duur")
    erased = answer(3, 7, "Weg ermee")
    expected("an erasure", 303, program.call(f"/r/{erased}/erase", {"scope": "answers"}))
    receipts[-1]["erased"] = True
    body = {"idempotency_key": PREDICTED, "version": version, "locale": "nl", "answers": {"recommend": 10}, "purposes": []}
    sent = program.call("/api/v1/surveys/nps/responses", body, "application/json", authorization="Bearer " + key.group(0))
    code = json.loads(expected("a submission", 201, sent)[2])["receipt_url"].rsplit("/", 1)[1]
    receipts.append({"key": PREDICTED, "code": code, "erased": False})
    notice = json.loads(program.call("/api/v1/sites/demo/notice?locale=nl")[2])
    decision = {
        "idempotency_key": f"{4:032x}",
        "notice_version": notice["version"],
        "locale": "nl",
        "control": "own_choice",
        "gpc": False,
        "purposes": {"preferences": True, "analytics": True, "marketing": False},
    }
    decided = program.call("/api/v1/sites/demo/decisions", decision, "application/json", origin=program.address)
    decided = json.loads(expected("a decision", 201, decided)[2])
    with open(f"{program.folder}/provenance.toml", "w") as file:
        file.write(PROVENANCE)
    with open(f"{program.folder}/rows.csv", "w") as file:
        file.write("id,score,text,at\na,5,Netjes,2026-01-02\nb,2,Lang gewacht,2026-01-03\n")
    words = ["--map", "score=satisfaction", "--map", "text=reason", "--id", "id", "--submitted-at", "at"]
    program.run("import", "--survey", "csat", *words, "--provenance", "provenance.toml", "rows.csv")
    time.sleep(3)  # The log is sealed each second.
    server.terminate()
    server.wait()
    program.run("ledger", "seal")
    print(program.run("ledger", "verify"), program.run("rollups", "check"), program.run("survey", "list"))
    revoked = program.run("receipts", "revoke", "--channel", "api", "--before", "2100-01-01", "--dry-run")
    return {
        "receipts": receipts,
        "decision": decided["receipt_url"].rsplit("/", 1)[1],
        "exported": {"nps": 3, "csat": 2},
        "guessable": int(re.search(r"ended: (\d+)", revoked).group(1)),
    }


def counts(ask):
    """The number of rows of each table that there is."""
    found = {}
    for table in TABLES:
        number = ask(f"SELECT count(*) FROM {table}")
        if number is not None:
            found[table] = int(number)
    return found


def sqlite(folder):
    file = f"{folder}/klankbord.db"
    made = fill(Program(f"sqlite://{file}", folder))

    def ask(query):
        done = subprocess.run(["sqlite3", file, query], capture_output=True, text=True)
        return done.stdout.strip() or None

    made["tables"] = counts(ask)
    made["events"] = made["tables"]["consent_event"]
    subprocess.run(["sqlite3", file, "PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA journal_mode=DELETE;"], check=True)
    with open(file, "rb") as content, open(f"{HERE}/{NAME}.sqlite.gz", "wb") as out:
        out.write(gzip.compress(content.read(), 9, mtime=0))
    return made


def postgres(folder):
    name = f"kept_{os.getpid()}"
    base = SERVER.rsplit("/", 1)[0]
    subprocess.run(["psql", "-q", SERVER, "-c", f"CREATE DATABASE {name}"], check=True)
    try:
        made = fill(Program(f"{base}/{name}", folder))

        def ask(query):
            done = subprocess.run(["psql", f"{base}/{name}", "-Atc", query], capture_output=True, text=True)
            return done.stdout.strip() or None

        made["tables"] = counts(ask)
        made["events"] = made["tables"]["consent_event"]
        words = ["pg_dump", "--inserts", "--no-owner", "--no-privileges", "--no-comments", f"{base}/{name}"]
        dump = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        lines = [line for line in dump.split("\n") if not line.startswith(("--", "SET ", "\\", "SELECT pg_catalog.set_config"))]
        with open(f"{HERE}/{NAME}.postgres.sql.gz", "wb") as out:
            out.write(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    finally:
        subprocess.run(["psql", "-q", SERVER, "-c", f"DROP DATABASE {name} WITH (FORCE)"], check=True)
    return made


def main():
    made = {}
    for kind, make in [("sqlite", sqlite), ("postgres", postgres)]:
        folder = tempfile.mkdtemp()
        try:
            made[kind] = make(folder)
        finally:
            shutil.rmtree(folder)
    with open(f"{HERE}/{NAME}.json", "w") as out:
        json.dump(made, out, indent=1)
        out.write("\n")


main()
