// Statements and envelopes. What is expected comes from the DSSE and in-toto specifications and from
// python3's json, base64 and Ed25519, which read what we wrote and write what we read.
#include "bloom/base/base64.hpp"
#include "tests/engine/project/made_statement.hpp"
#include "tests/temporary_folder.hpp"

#include <array>
#include <cstdlib>
#include <map>
#include <set>

#include <fmt/format.h>

namespace gauze::project {
namespace {

using test::read_file;
using test::TemporaryFolder;
using test::write_file;

std::string base64(std::string_view text)
{
    std::string coded;
    append_base64(bytes_of(text), coded);
    return coded;
}

// The example of protocol.md.
TEST(PreAuthentication, IsThatOfTheSpecification)
{
    EXPECT_EQ(pre_authentication("http://example.com/HelloWorld", "hello world"),
              "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    EXPECT_EQ(pre_authentication("", ""), "DSSEv1 0  0 ");
    EXPECT_EQ(pre_authentication("t", std::string_view("a\0b", 3)), std::string("DSSEv1 1 t 3 a\0b", 16));
}

// Lengths are of bytes: "exämple" has seven letters in eight bytes.
TEST(PreAuthentication, CountsBytesAndNotLetters)
{
    EXPECT_EQ(pre_authentication("ex\xc3\xa4mple", "\xe2\x82\xac"), "DSSEv1 8 ex\xc3\xa4mple 3 \xe2\x82\xac");
}

// Keys and signatures of the test vectors that accompany the DSSE specification (Ed25519 keys of RFC
// 8032, 7.1).
TEST(Envelopes, OfTheSpecificationsTestVectorsAreSignedByTheirKeys)
{
    const auto key = [](std::string_view hex) {
        PublicKey bytes{};
        EXPECT_TRUE(from_hex(hex, bytes));
        return bytes;
    };
    const PublicKey a = key("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const PublicKey b = key("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const auto envelope = [](std::string_view payload, std::string_view type, const std::string& signatures) {
        return Envelope::parse(fmt::format(R"({{"payload":"{}","payloadType":"{}","signatures":[{}]}})",
                                           payload, type, signatures),
                               "vector");
    };
    const auto by = [](const PublicKey& signer, std::string_view signature) {
        return fmt::format(R"({{"keyid":"{}","sig":"{}"}})", to_hex(signer), signature);
    };
    constexpr std::string_view payload = "eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEifQ==";
    constexpr std::string_view type = "application/vnd.in-toto+json";
    constexpr std::string_view by_a =
        "2WAfaHm5jluo0w+0rk8uVkluELJYWjSmU9x7EUzx+AyteDGJ4/nqyJXfmAUVFIAoQafWm7AxBZNw5M9ixNHiCA==";
    constexpr std::string_view by_b =
        "c1+67/aT0yqEpwx8PsVY3MLHsj9D0CZ014/Fv/QlG59P+9CobUZ7xECJ/V3USG0Ob9CiE5LjReEZUzNF2l7eBw==";
    const Envelope both = envelope(payload, type, by(a, by_a) + "," + by(b, by_b));
    EXPECT_TRUE(both.is_signed_by(a));
    EXPECT_TRUE(both.is_signed_by(b));
    EXPECT_FALSE(both.is_signed_by(signing_key(1).public_key()));
    EXPECT_FALSE(envelope(payload, type, by(b, by_a)).is_signed_by(b));
    EXPECT_FALSE(
        envelope(payload, type, by(b, by_a)).is_signed_by(a)); // our key ids are not hints to pass over
    EXPECT_FALSE(envelope(payload, "application/vnd.example.other+json", by(a, by_a)).is_signed_by(a));
    EXPECT_TRUE(
        envelope(
            payload, "application/vnd.ex\xc3\xa4mple+json",
            by(a, "xmSk/ug66ysT7ayhkCIjhAq42zgZXSsEWuzUaNL7w2eGAdF/NU6/fRXPtmfN+5DNSAs5/i2lUnHjbbjPsu0tAw=="))
            .is_signed_by(a));
    EXPECT_TRUE(
        envelope(
            "", type,
            by(a, "gSggCAaTLTYyRH6FIDBem6meyIynsYy8RTHVzwx9tnTb7Bg/1jMWnuVgI/gffqmbsC2VX5/jHfkkDqsj7CDbDg=="))
            .is_signed_by(a));
}

TEST(Statements, ComeBackAsTheyWereWritten)
{
    const Statement written = made_statement();
    const Statement read = Statement::parse(written.to_json(), "s");
    EXPECT_EQ(read.to_json(), written.to_json());
    EXPECT_EQ(read.party, "hospital");
    EXPECT_EQ(read.file, "hospital.gauze.age");
    EXPECT_EQ(read.cipher_digest, std::string(64, 'c'));
    EXPECT_EQ(read.content_digest, std::string(64, 'd'));
    EXPECT_EQ(read.counts.number("rows_out"), 1100);
    EXPECT_EQ(read.figures.text("a4.decode"), "passed");
    EXPECT_TRUE(read.statistics_only);
}

// As the in-toto attestation framework writes a Statement of version 1; `date -d` gives the seconds.
TEST(Statements, AreInTotoStatements)
{
    const std::string line = made_statement().to_json();
    EXPECT_TRUE(line.starts_with(
        R"({"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"hospital.gauze.age","digest":{"sha256":"cccc)"))
        << line;
    EXPECT_NE(
        line.find(R"("predicateType":"https://gauze.invalid/artefact/v1","predicate":{"kind":"submission")"),
        std::string::npos);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_EQ(made_statement().stated_at(), 1795380300);
}

TEST(Statements, OfOneDigestSayWhichOfTheTwoItIs)
{
    for (const bool content : {false, true}) {
        Statement statement = made_statement();
        (content ? statement.cipher_digest : statement.content_digest).clear();
        const Statement read = Statement::parse(statement.to_json(), "s");
        EXPECT_EQ(read.cipher_digest, statement.cipher_digest);
        EXPECT_EQ(read.content_digest, statement.content_digest);
        EXPECT_EQ(read.file, statement.file);
    }
}

TEST(Statements, AreForThoseTheyName)
{
    Statement statement = made_statement();
    statement.recipient = "gp,school,gp-two";
    for (const std::string_view name : {"gp", "school", "gp-two"})
        EXPECT_TRUE(statement.is_for(name)) << name;
    for (const std::string_view name : {"g", "hospital", "gp-", "two", "", "gp,school", "school,"})
        EXPECT_FALSE(statement.is_for(name)) << name;
    statement.recipient.clear();
    EXPECT_FALSE(statement.is_for(""));
    EXPECT_FALSE(statement.is_for("gp"));
}

TEST(Statements, MayBeForAsManyAsAnAgreementHas)
{
    Statement statement = made_statement();
    statement.recipient.clear();
    for (int i = 0; i < 40; ++i)
        statement.recipient += fmt::format("{}{}-{}", i == 0 ? "" : ",", std::string(58, 'b'), i);
    const Statement read = Statement::parse(statement.to_json(), "s");
    EXPECT_TRUE(read.is_for(std::string(58, 'b') + "-39"));
    EXPECT_FALSE(read.is_for(std::string(58, 'b') + "-40"));
}

TEST(Envelopes, ComeBackAsTheyWereWrittenAndHoldTheirStatement)
{
    const TemporaryFolder folder;
    write_envelope(folder / "f.dsse", make_envelope(made_statement(), signing_key(1)));
    const Envelope read = read_envelope(folder / "f.dsse");
    EXPECT_TRUE(read.is_signed_by(signing_key(1).public_key()));
    EXPECT_FALSE(read.is_signed_by(signing_key(2).public_key()));
    EXPECT_EQ(statement_in(read, "f.dsse").to_json(), made_statement().to_json());
    EXPECT_EQ(read.to_json(), read_file(folder / "f.dsse"));
    EXPECT_THROW(write_envelope(folder / "f.dsse", read), Error); // refuses to replace unless told so
    write_envelope(folder / "f.dsse", read, Existing::replace);
    EXPECT_EQ(folder.entries(), 1u);
}

TEST(Envelopes, TakeTheSignaturesOfManyButOneOfEach)
{
    Envelope envelope = make_envelope(made_statement(), signing_key(1));
    for (unsigned char i = 2; i < 40; ++i) envelope.sign(signing_key(i));
    for (unsigned char i = 1; i < 40; ++i) envelope.sign(signing_key(i));
    const Envelope read = Envelope::parse(envelope.to_json(), "e");
    EXPECT_EQ(read.signatures.size(), 39u);
    for (unsigned char i = 1; i < 40; ++i) EXPECT_TRUE(read.is_signed_by(signing_key(i).public_key()));
}

TEST(Envelopes, WithAnotherPayloadAreSignedByNobody)
{
    Envelope envelope = make_envelope(made_statement(), signing_key(1));
    envelope.payload.back() = ' ';
    EXPECT_FALSE(envelope.is_signed_by(signing_key(1).public_key()));
}

TEST(Envelopes, ThatAreNotThereHaveACode)
{
    const TemporaryFolder folder;
    EXPECT_EQ(code_when([&] { (void)read_envelope(folder / "f.dsse"); }), "statement-missing");
}

// ---- one fault at a time ----

struct Fault {
    std::string_view code;
    std::string text; // of a whole envelope
};

std::string enveloped(std::string_view statement)
{
    Envelope envelope{"application/vnd.in-toto+json", std::string(statement), {}};
    envelope.sign(signing_key(1));
    return envelope.to_json();
}

// Faults of the envelope around a good statement.
std::vector<Fault> envelope_faults()
{
    const std::string good = make_envelope(made_statement(), signing_key(1)).to_json();
    const std::string one = good.substr(good.find("{\"keyid"), good.rfind(']') - good.find("{\"keyid"));
    const std::string key = to_hex(signing_key(1).public_key());
    const std::string payload = base64(made_statement().to_json());
    const std::string sig = one.substr(one.find("\"sig\":\"") + 7, 88);
    const auto with = [&](std::string_view old, std::string_view by) { return changed(good, old, by); };
    std::string many;
    for (int i = 0; i < 257; ++i) many += one + (i == 256 ? "" : ",");
    return {
        {"statement-damaged", ""},
        {"statement-damaged", "{"},
        {"statement-damaged", "[]"},
        {"statement-damaged", "null"},
        {"statement-damaged", good.substr(0, good.size() - 1)},
        {"statement-damaged", good + "}"},
        {"statement-damaged", good + good},
        {"statement-damaged", with("payloadType", "payload\xffType")},
        {"statement-damaged", std::string(70, '[') + std::string(70, ']')},
        {"statement-size", good + std::string(1u << 20, ' ')},
        {"statement-size", with(one, many)},
        {"statement-repeated", with("{\"payload\"", "{\"payload\":\"\",\"payload\"")},
        {"statement-repeated", with("\"payloadType\"", "\"p\\u0061yload\":\"\",\"payloadType\"")},
        {"statement-repeated", with("\"sig\":", "\"keyid\":\"\",\"sig\":")},
        {"statement-unknown", with("{\"payload\"", "{\"version\":1,\"payload\"")},
        {"statement-unknown", with("\"sig\":", "\"cert\":\"\",\"sig\":")},
        {"statement-unknown", with("\"payloadType\"", "\"payloadtype\"")},
        {"statement-incomplete", with(fmt::format("\"payload\":\"{}\",", payload), "")},
        {"statement-incomplete", with("\"payloadType\":\"application/vnd.in-toto+json\",", "")},
        {"statement-incomplete", with(fmt::format("\"keyid\":\"{}\",", key), "")}, // optional in DSSE
        {"statement-incomplete", with(fmt::format(",\"sig\":\"{}\"", sig), "")},
        {"statement-type", with(fmt::format("\"{}\"", payload), "7")},
        {"statement-type", with("\"application/vnd.in-toto+json\"", "null")},
        {"statement-type", with("[" + one + "]", one)},
        {"statement-type", with("[" + one + "]", "[\"x\"]")},
        {"statement-type", with("\"" + sig + "\"", "[]")},
        {"statement-unsigned", with("[" + one + "]", "[]")},
        {"statement-signed-twice", with(one, one + "," + one)},
        {"statement-base64", with(payload, payload.substr(0, payload.size() - 1))},
        {"statement-base64", with(payload, "-_" + payload)},
        {"statement-base64", with(payload, payload.substr(0, 8) + "\\n" + payload.substr(8))},
        {"statement-base64", with(sig, sig.substr(0, 85) + "B==")}, // a spare bit
        {"statement-base64", with(sig, sig.substr(0, 86))},
        {"statement-signature", with(sig, base64(std::string(63, 's')))},
        {"statement-signature", with(sig, base64(std::string(65, 's')))},
        {"statement-signature", with(sig, "")},
        {"statement-signature", with(key, key.substr(2))},
        {"statement-signature", with(key, key + "00")},
        {"statement-signature", with(key, "A" + key.substr(1))}, // a capital
        {"statement-signature", with(key, "hospital")},
        {"statement-version", with("application/vnd.in-toto+json", "application/json")},
    };
}

// Faults of a statement in a good envelope.
std::vector<Fault> statement_faults()
{
    const std::string good = made_statement().to_json();
    std::vector<Fault> faults;
    const auto fault = [&](std::string_view code, std::string_view old, std::string_view by) {
        faults.push_back({code, enveloped(changed(good, old, by))});
    };
    const std::string c(64, 'c'), d(64, 'd');
    faults.push_back({"statement-damaged", enveloped("")});
    faults.push_back({"statement-damaged", enveloped("hello world")});
    faults.push_back({"statement-damaged", enveloped(good.substr(0, good.size() - 1))});
    fault("statement-repeated", "\"party\":", "\"party\":\"gp\",\"party\":");
    fault("statement-repeated", "\"rows_out\"", "\"rows_in\"");
    fault("statement-unknown", "\"party\":", "\"note\":\"\",\"party\":");
    fault("statement-unknown", "{\"_type\"", "{\"extra\":{},\"_type\"");
    fault("statement-unknown", "\"digest\":{", "\"digest\":{\"sha512\":\"\",");
    fault("statement-unknown", "{\"name\"", "{\"uri\":\"x\",\"name\"");
    fault("statement-incomplete", "\"party\":\"hospital\",", "");
    fault("statement-incomplete", ",\"statistics_only\":true", "");
    fault("statement-incomplete", "\"name\":\"hospital.gauze.age\",", "");
    fault("statement-type", "\"party\":\"hospital\"", "\"party\":[\"hospital\"]");
    fault("statement-type", "\"statistics_only\":true", "\"statistics_only\":\"true\"");
    fault("statement-type", "\"statistics_only\":true", "\"statistics_only\":1");
    fault("statement-unknown", "\"counts\":{", "\"counts\":[],\"figures_\":{"); // seen before the type
    fault("statement-type", "\"counts\":{\"rows_in\":1200,\"rows_out\":1100}", "\"counts\":[]");
    fault("statement-type", "\"release\":\"2026-1\"", "\"release\":2026");
    fault("statement-version", "in-toto.io/Statement/v1", "in-toto.io/Statement/v2");
    fault("statement-version", "artefact/v1", "artefact/v2");
    fault("statement-subject", "#content", "#contents");
    fault("statement-subject", "hospital.gauze.age#content", "school.gauze.age#content");
    fault("statement-subject", fmt::format("\"sha256\":\"{}\"", c), "\"sha256\":\"\"");
    fault("statement-value", c, c.substr(1));
    fault("statement-value", d, "D" + d.substr(1));
    fault("statement-value", "\"policy\":\"a", "\"policy\":\"g");
    fault("statement-value", "\"specification\":\"e", "\"specification\":\"");
    fault("statement-value", "\"kind\":\"submission\"", "\"kind\":\"\"");
    fault("statement-value", "\"kind\":\"submission\"", "\"kind\":\"Sub mission\"");
    fault("statement-value", "\"role\":\"custodian\"", "\"role\":\"\"");
    fault("statement-value", "\"party\":\"hospital\"", "\"party\":\"\"");
    fault("statement-value", "\"party\":\"hospital\"", "\"party\":\"hospital,gp\"");
    fault("statement-value", "\"project\":\"early-years\"", "\"project\":\"early\\nyears\"");
    fault("statement-value", "\"profile\":\"standard\"",
          fmt::format("\"profile\":\"{}\"", std::string(256, 'p')));
    fault("statement-value", "\"recipient\":\"unit\"",
          fmt::format("\"recipient\":\"{}\"", std::string(16385, 'u')));
    fault("statement-value", "2026-11-22T20:45:00Z", "2026-11-22 20:45:00");
    fault("statement-value", "2026-11-22T20:45:00Z", "2026-02-30T20:45:00Z");
    fault("statement-value", "2026-11-22T20:45:00Z", "2026-11-22T24:45:00Z");
    fault("statement-value", "2026-11-22T20:45:00Z", "2026-11-22T20:45:00z");
    fault("statement-value", "1200", "-1");
    fault("statement-value", "1200", "1.5");
    fault("statement-value", "1200", "99999999999999999999");
    fault("statement-value", "1200", "9223372036854775808");
    fault("statement-value", "1200", "\"1200\"");
    fault("statement-value", "\"rows_in\"", "\"rows in\"");
    fault("statement-value", "0.0025", "null");
    fault("statement-value", "0.0025", "[1]");
    fault("statement-value", "\"passed\":true", "\"pa\\u0000ssed\":true");
    return faults;
}

TEST(StatementFaults, AreEachRefusedWithTheirCode)
{
    const TemporaryFolder folder;
    auto faults = envelope_faults();
    std::ranges::move(statement_faults(), std::back_inserter(faults));
    ASSERT_GE(faults.size(), 80u);
    ASSERT_EQ(code_when([&] {
                  (void)statement_in(Envelope::parse(enveloped(made_statement().to_json()), "e"), "e");
              }),
              "accepted");
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < faults.size(); ++i) {
        const auto path = folder / fmt::format("{}.dsse", i);
        write_file(path, faults[i].text);
        EXPECT_EQ(code_when([&] { (void)statement_in(read_envelope(path), "e"); }), faults[i].code)
            << i << ": " << faults[i].text.substr(0, 300);
        codes.insert(faults[i].code);
    }
    EXPECT_EQ(codes.size(), 13u); // of statement.hpp, all but statement-missing
}

TEST(StatementFaults, AreToldWithoutAWordOfTheText)
{
    const std::string text = changed(made_statement().to_json(), "\"party\":", "\"Jane Doe\":1,\"party\":");
    try {
        (void)Statement::parse(text, "s");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(std::string(error.what()).find("Jane"), std::string::npos) << error.what();
        EXPECT_EQ(error.code(), Exit::bad_data);
    }
}

// ---- python3 ----

int python(const std::filesystem::path& script, const std::filesystem::path& folder)
{
    return std::system(fmt::format("cd '{}' && python3 '{}'", folder.string(), script.string()).c_str());
}

TEST(StatementInterop, WhatWeWritePythonReadsAndVerifies)
{
    const TemporaryFolder folder;
    write_envelope(folder / "ours.dsse", make_envelope(made_statement(), signing_key(1)));
    write_file(folder / "key", to_hex(signing_key(1).public_key()));
    write_file(folder / "check.py", R"(
import base64, json
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
e = json.load(open('ours.dsse'))
body = base64.b64decode(e['payload'], validate=True)
kind = e['payloadType'].encode()
pae = b'DSSEv1 %d %s %d %s' % (len(kind), kind, len(body), body)
key = bytes.fromhex(open('key').read())
assert [s['keyid'] for s in e['signatures']] == [key.hex()]
Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(e['signatures'][0]['sig'], validate=True), pae)
s = json.loads(body)
assert kind == b'application/vnd.in-toto+json' and s['_type'] == 'https://in-toto.io/Statement/v1'
assert [x['name'] for x in s['subject']] == ['hospital.gauze.age', 'hospital.gauze.age#content']
assert s['subject'][1]['digest'] == {'sha256': 'd' * 64}
assert s['predicate']['figures'] == {'m3_300': 0.0025, 'a4.decode': 'passed', 'passed': True}
assert s['predicate']['counts']['rows_in'] == 1200 and s['predicate']['statistics_only'] is True
)");
    EXPECT_EQ(python(folder / "check.py", folder.path()), 0);
}

TEST(StatementInterop, WhatPythonWritesWeReadAndVerify)
{
    const TemporaryFolder folder;
    write_file(folder / "statement.json", made_statement().to_json());
    write_file(folder / "make.py", R"(
import base64, json
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
s = json.load(open('statement.json'))
s['predicate']['party'] = 'sch\u00f6ol'
s['predicate']['counts'] = {'rows_in': 2 ** 53}
body = json.dumps(s, indent=2, sort_keys=True).encode()
kind = b'application/vnd.in-toto+json'
pae = b'DSSEv1 %d %s %d %s' % (len(kind), kind, len(body), body)
keys = [Ed25519PrivateKey.generate() for _ in range(3)]
ids = [k.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex() for k in keys]
sigs = [{'sig': base64.b64encode(k.sign(pae)).decode(), 'keyid': i} for k, i in zip(keys, ids)]
json.dump({'signatures': sigs, 'payloadType': kind.decode(), 'payload': base64.b64encode(body).decode()},
          open('theirs.dsse', 'w'), indent=1)
open('keys', 'w').write(''.join(ids))
)");
    ASSERT_EQ(python(folder / "make.py", folder.path()), 0);
    const Envelope envelope = read_envelope(folder / "theirs.dsse");
    const std::string keys = read_file(folder / "keys");
    for (std::size_t i = 0; i < 3; ++i) {
        PublicKey key{};
        ASSERT_TRUE(from_hex(std::string_view(keys).substr(64 * i, 64), key));
        EXPECT_TRUE(envelope.is_signed_by(key));
    }
    const Statement statement = statement_in(envelope, "theirs.dsse");
    EXPECT_EQ(statement.party, "sch\xc3\xb6ol");
    EXPECT_EQ(statement.counts.number("rows_in"), std::int64_t{1} << 53);
    EXPECT_EQ(statement.cipher_digest, std::string(64, 'c'));
}

} // namespace
} // namespace gauze::project
