// Files between parties: what is sealed is opened by whom it is for, and each thing that may be wrong with it
// alone is enough to refuse it.
#include "engine/project/flows.hpp"
#include "engine/project/link_map.hpp"
#include "tests/engine/project/made_exchange.hpp"

#include <random>
#include <set>

namespace gauze::project {
namespace {

using test::Exchange;
using test::made_key;
using test::read_file;
using test::write_file;

std::string text_of(std::size_t size)
{
    std::string text(size, ' ');
    std::mt19937 chance(7);
    for (char& c : text) c = static_cast<char>(chance());
    return text;
}

TEST(Sealing, IsUndoneByWhomItIsForWhateverTheSize)
{
    const Exchange world;
    for (const std::size_t size : {0u, 1u, 65535u, 65536u, 65537u, 200000u}) {
        const auto sealed =
            world.seal("submission", "nhs-a", "unit", text_of(size), fmt::format("{}.age", size));
        const auto out = world.folder / fmt::format("{}", size);
        const Statement statement = open_file(world.as("unit"), sealed, {{"submission"}}, out);
        EXPECT_EQ(read_file(out), text_of(size));
        EXPECT_EQ(statement.content_digest, to_hex(sha256(bytes_of(text_of(size)))));
        EXPECT_EQ(std::filesystem::status(out).permissions(),
                  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
}

TEST(Sealing, OfAFileFillsWhatTheStatementSaysOfThePartiesAndLeavesTheRest)
{
    const Exchange world;
    write_file(world.folder / "plain", "rows");
    Statement given;
    given.kind = "submission";
    given.check = "abcd";
    given.counts.set("rows_out", 4);
    const Statement made = seal_file(world.as("nhs-a"), world.folder / "plain", {world.member("unit")}, given,
                                     world.folder / "a.age");
    const Statement read =
        check_sealed(world.as("unit"), world.folder / "a.age", {{"payload", "submission"}});
    EXPECT_EQ(read.to_json(), made.to_json());
    EXPECT_EQ(read.file, "a.age");
    EXPECT_EQ(read.party, "nhs-a");
    EXPECT_EQ(read.source, "nhs-a");
    EXPECT_EQ(read.recipient, "unit");
    EXPECT_EQ(read.role, "custodian");
    EXPECT_EQ(read.project, world.policy.id);
    EXPECT_EQ(read.policy, world.policy.fingerprint());
    EXPECT_EQ(read.territory, "UK,IE");
    EXPECT_EQ(read.check, "abcd");
    EXPECT_EQ(read.counts.number("rows_out"), 4);
    EXPECT_EQ(read.cipher_digest, to_hex(sha256(bytes_of(read_file(world.folder / "a.age")))));
    EXPECT_TRUE(read.statistics_only);
    EXPECT_EQ(world.folder.entries(), 3u);
}

TEST(Sealing, ForSeveralIsOpenedByEachOfThemAndNobodyElse)
{
    const Exchange world;
    Statement statement;
    statement.kind = "contribution";
    const auto out = world.folder / "c.age";
    seal_stream(
        world.as("nhs-a"), [](const Take& take) { take(bytes_of("bytes")); },
        {world.member("charity"), world.member("platform")}, statement, out);
    EXPECT_EQ(world.code("charity", out, "contribution"), "accepted");
    EXPECT_EQ(world.code("platform", out, "contribution"), "accepted");
    for (const char* other : {"unit", "evaluation", "specialist", "funder", "nhs-a"})
        EXPECT_EQ(world.code(other, out, "contribution"), "wrong-recipient") << other;
}

TEST(Sealing, NeverReplacesAFileAndLeavesNothingWhenItFails)
{
    const Exchange world;
    const auto seal = [&] { (void)world.seal("submission", "nhs-a", "unit", "x", "a.age"); };
    for (const char* taken : {"a.age", "a.age.dsse"}) {
        write_file(world.folder / taken, "mine");
        EXPECT_THROW(seal(), Error);
        EXPECT_EQ(read_file(world.folder / taken), "mine");
        EXPECT_EQ(world.folder.entries(), 1u);
        std::filesystem::remove(world.folder / taken);
    }
    const auto fails = [&] {
        Statement statement;
        statement.kind = "submission";
        seal_stream(
            world.as("nhs-a"),
            [](const Take& take) {
                take(bytes_of(text_of(100000)));
                throw Error(Exit::bad_data, "the source is damaged", "");
            },
            {world.member("unit")}, statement, world.folder / "a.age");
    };
    EXPECT_THROW(fails(), Error);
    EXPECT_EQ(world.folder.entries(), 0u);
}

// Every kind from every party to every party: sealed if and only if the table has it, with the code of what
// is wrong; and what the sender's program would not seal, the receiver's does not open.
TEST(Sealing, IsRefusedForEveryWrongRole)
{
    const Exchange world;
    const Governance& all = *world.policy.governance;
    int sealed = 0, refused = 0;
    for (const char* kind : {"submission", "payload", "plaintext", "link-map", "withdrawal", "receipt",
                             "commitment", "contribution"})
        for (const Member& from : all.members)
            for (const Member& to : all.members) {
                const bool may = may_send(all, kind, from, to);
                const auto file = fmt::format("{}-{}-{}.age", kind, from.name, to.name);
                const std::string code =
                    code_when([&] { (void)world.seal(kind, from.name, to.name, "x", file); });
                EXPECT_EQ(code, may                         ? "accepted"
                                : may_send(all, kind, from) ? "wrong-recipient"
                                                            : "wrong-role")
                    << file;
                (may ? sealed : refused)++;
            }
    EXPECT_EQ(sealed, 25 + 2 * 9);
    EXPECT_EQ(refused, 8 * 49 - sealed);
}

struct OneFault {
    std::string_view code;
    std::function<void(const Exchange&, const std::filesystem::path&)> spoil;
    std::string_view as = "unit", kind = "submission";
};

std::function<void(const Exchange&, const std::filesystem::path&)>
stating(const std::function<void(Statement&)>& change, std::string_view signer = "nhs-a")
{
    return [=](const Exchange& world, const std::filesystem::path& sealed) {
        world.forge(sealed, signer, change);
    };
}

// The sealed bytes changed, and the statement signed anew over them by their own sender: only age is left to
// notice.
std::function<void(const Exchange&, const std::filesystem::path&)>
resealed(const std::function<void(std::string&)>& change)
{
    return [=](const Exchange& world, const std::filesystem::path& sealed) {
        std::string bytes = read_file(sealed);
        change(bytes);
        write_file(sealed, bytes);
        world.forge(sealed, "nhs-a", [](Statement&) {});
    };
}

void flip(const std::filesystem::path& path, std::size_t from_end)
{
    std::string bytes = read_file(path);
    bytes[bytes.size() - from_end] ^= 1;
    write_file(path, bytes);
}

std::vector<OneFault> faults_of_pairs()
{
    const auto dsse = [](const std::filesystem::path& sealed) { return statement_beside(sealed); };
    return {
        {"accepted", [](auto&, auto&) {}},
        {"statement-missing", [=](auto&, auto& sealed) { std::filesystem::remove(dsse(sealed)); }},
        {"statement-damaged", [=](auto&, auto& sealed) { write_file(dsse(sealed), ""); }},
        {"statement-damaged", [=](auto&, auto& sealed) { std::filesystem::resize_file(dsse(sealed), 400); }},
        {"statement-size",
         [=](auto&, auto& sealed) { std::filesystem::resize_file(dsse(sealed), (1u << 20) + 1); }},
        {"statement-cosigned",
         [=](auto&, auto& sealed) {
             Envelope envelope = read_envelope(dsse(sealed));
             envelope.sign(made_key("charity").signing);
             write_envelope(dsse(sealed), envelope, Existing::replace);
         }},
        {"unknown-signer", stating([](Statement&) {}, "stranger")},
        {"wrong-signature",
         [=](auto&, auto& sealed) {
             Envelope envelope = read_envelope(dsse(sealed));
             envelope.signatures[0].signature[5] ^= std::byte{1};
             write_envelope(dsse(sealed), envelope, Existing::replace);
         }},
        {"wrong-signature",
         [=](auto&, auto& sealed) {
             Envelope envelope = read_envelope(dsse(sealed));
             envelope.payload = changed(envelope.payload, "\"counts\":{}", "\"counts\":{\"rows\":1}");
             write_envelope(dsse(sealed), envelope, Existing::replace);
         }},
        {"wrong-signature", // a key id of another member
         [=](auto&, auto& sealed) {
             Envelope envelope = read_envelope(dsse(sealed));
             envelope.signatures[0].key_id = to_hex(made_key("charity").signing.public_key());
             write_envelope(dsse(sealed), envelope, Existing::replace);
         }},
        {"statement-version",
         [=](auto&, auto& sealed) {
             Envelope envelope = read_envelope(dsse(sealed));
             envelope.payload_type = "text/plain";
             envelope.sign(made_key("nhs-a").signing);
             write_envelope(dsse(sealed), envelope, Existing::replace);
         }},
        {"wrong-party", stating([](Statement&) {}, "charity")},
        {"wrong-party", stating([](Statement& s) { s.party = "charity"; })},
        {"wrong-role", stating([](Statement& s) { s.role = "linkage-unit"; })},
        {"wrong-role", stating([](Statement& s) { s.kind = "link-map"; }), "unit", "link-map"},
        {"wrong-role", stating([](Statement& s) { s.kind = "cohort"; }), "unit", "cohort"},
        {"wrong-role", stating(
                           [](Statement& s) {
                               s.party = "funder";
                               s.role = "reader";
                           },
                           "funder")},
        {"wrong-kind", [](auto&, auto&) {}, "unit", "withdrawal"},
        {"wrong-kind", stating([](Statement& s) { s.kind = "payload"; })},
        {"wrong-project", stating([](Statement& s) { s.project = "another"; })},
        {"wrong-project", stating([](Statement& s) { s.project.clear(); })},
        {"wrong-policy", stating([](Statement& s) { s.policy[0] = s.policy[0] == 'a' ? 'b' : 'a'; })},
        {"wrong-policy", stating([](Statement& s) { s.policy.clear(); })},
        {"wrong-recipient", stating([](Statement& s) { s.recipient.clear(); })},
        {"wrong-recipient", stating([](Statement& s) { s.recipient = "evaluation"; })},
        {"wrong-recipient", stating([](Statement& s) { s.recipient = "unit "; })},
        {"wrong-recipient", [](auto&, auto&) {}, "evaluation"},
        {"wrong-recipient", stating([](Statement& s) { s.recipient = "evaluation"; }), "evaluation"},
        {"wrong-recipient", stating([](Statement& s) { s.kind = "payload"; }), "unit", "payload"},
        {"wrong-recipient", stating([](Statement& s) { s.kind = "contribution"; }), "unit", "contribution"},
        {"wrong-source", stating([](Statement& s) { s.source = "charity"; })},
        {"wrong-source", stating([](Statement& s) { s.source.clear(); })},
        {"territory", stating([](Statement& s) { s.territory = "UK,IE,US"; })},
        {"territory", stating([](Statement& s) { s.territory.clear(); })},
        {"stated-later", stating([](Statement& s) { s.time = "2999-01-01T00:00:00Z"; })},
        {"file-digest", [](auto&, auto& sealed) { flip(sealed, 1); }},
        {"file-digest", [](auto&, auto& sealed) { flip(sealed, 150000); }},
        {"file-digest", [](auto&, auto& sealed) { std::filesystem::resize_file(sealed, 100); }},
        {"file-digest", [](auto&, auto& sealed) { write_file(sealed, read_file(sealed) + "\n"); }},
        {"file-digest", [](auto&, auto& sealed) { write_file(sealed, ""); }},
        {"file-digest", stating([](Statement& s) { s.cipher_digest.clear(); })},
        {"file-digest", stating([](Statement& s) { std::swap(s.cipher_digest, s.content_digest); })},
        {"content-digest", stating([](Statement& s) { s.content_digest.clear(); })},
        {"content-digest", stating([](Statement& s) { s.content_digest = std::string(64, '0'); })},
        {"age-last-chunk", resealed([](std::string& bytes) { bytes[bytes.size() - 1] ^= 1; })},
        {"age-chunk", resealed([](std::string& bytes) { bytes[bytes.size() - 100000] ^= 1; })},
        {"age-version", resealed([](std::string& bytes) { bytes[20] = '2'; })},
        {"age-mac", resealed([](std::string& bytes) {
             const std::size_t at = bytes.find("\n--- ") + 10;
             bytes[at] = bytes[at] == 'A' ? 'B' : 'A';
         })},
        {"age-no-key",
         [](const Exchange& world, const std::filesystem::path& sealed) {
             const auto other = world.seal("payload", "nhs-a", "evaluation", text_of(200000), "other.age");
             std::filesystem::rename(other, sealed);
             std::filesystem::remove(statement_beside(other));
             world.forge(sealed, "nhs-a", [](Statement&) {});
         }},
    };
}

TEST(SealedFaults, AreEachRefusedWithTheirCodeAndLeaveNothing)
{
    std::set<std::string_view> codes;
    const auto faults = faults_of_pairs();
    ASSERT_GE(faults.size(), 48u);
    for (std::size_t i = 0; i < faults.size(); ++i) {
        const Exchange world;
        const auto sealed = world.seal("submission", "nhs-a", "unit", text_of(200000), "a.age");
        faults[i].spoil(world, sealed);
        EXPECT_EQ(world.code(faults[i].as, sealed, faults[i].kind), faults[i].code) << i;
        codes.insert(faults[i].code);
    }
    // Those of exchange.hpp but policy-ungoverned, which is a test of its own.
    for (const char* code : {"statement-cosigned", "unknown-signer", "wrong-signature", "wrong-party",
                             "wrong-role", "wrong-kind", "wrong-project", "wrong-policy", "wrong-recipient",
                             "wrong-source", "territory", "stated-later", "file-digest", "content-digest"})
        EXPECT_TRUE(codes.contains(code)) << code;
}

TEST(SealedFaults, OutsideTheAgreementsTerritoriesNobodySealsOrOpens)
{
    Exchange world;
    const auto sealed = world.seal("payload", "nhs-a", "specialist", "x", "a.age"); // in IE
    EXPECT_EQ(world.code("specialist", sealed, "payload"), "accepted");
    world.policy.governance->members[5].territory = "US";
    ASSERT_EQ(world.policy.governance->members[5].name, "specialist");
    world.forge(sealed, "nhs-a", [&](Statement& s) { s.policy = world.policy.fingerprint(); });
    EXPECT_EQ(world.code("specialist", sealed, "payload"), "territory");
    EXPECT_EQ(code_when([&] { (void)world.seal("payload", "nhs-a", "specialist", "x", "b.age"); }),
              "territory");
}

TEST(SealedFaults, UnderAPolicyWithoutAnAgreementNothingIsSealedOrOpened)
{
    const Exchange world;
    const auto sealed = world.seal("submission", "nhs-a", "unit", "x", "a.age");
    Admitted laboratory;
    laboratory.policy.id = world.policy.id;
    EXPECT_EQ(code_when([&] { check_sealed(laboratory, sealed, {{"submission"}}); }), "policy-ungoverned");
    EXPECT_EQ(
        code_when([&] { seal_file(laboratory, sealed, {world.member("unit")}, {}, world.folder / "b.age"); }),
        "policy-ungoverned");
}

TEST(SealedFaults, AreToldWithTheFilesName)
{
    const Exchange world;
    const auto sealed = world.seal("submission", "nhs-a", "unit", "x", "a.age");
    resealed([](std::string& bytes) { bytes.back() ^= 1; })(world, sealed);
    try {
        open_file(world.as("unit"), sealed, {{"submission"}}, world.folder / "out");
        FAIL();
    } catch (const Error& error) {
        EXPECT_TRUE(std::string_view(error.what()).starts_with("age-last-chunk: ")) << error.what();
        EXPECT_NE(std::string_view(error.what()).find("a.age"), std::string_view::npos) << error.what();
    }
}

TEST(Opening, HandsNothingOutOfAFileWhoseStatementOrDigestIsWrong)
{
    for (const OneFault& fault : faults_of_pairs()) {
        if (fault.code == "accepted" || fault.code == "content-digest" || fault.code == "age-chunk" ||
            fault.code == "age-last-chunk")
            continue;
        const Exchange world;
        const auto sealed = world.seal("submission", "nhs-a", "unit", text_of(200000), "a.age");
        fault.spoil(world, sealed);
        std::size_t handed_out = 0;
        EXPECT_EQ(code_when([&] {
                      open_stream(world.as(fault.as), sealed, {{fault.kind}},
                                  [&](Bytes bytes) { handed_out += bytes.size(); });
                  }),
                  fault.code);
        EXPECT_EQ(handed_out, 0u) << fault.code;
    }
}

TEST(Opening, HandsOutTheChunksBeforeABadOneAndNotAByteOfIt)
{
    const Exchange world;
    const auto sealed = world.seal("submission", "nhs-a", "unit", text_of(200000), "a.age");
    // 200,000 bytes are three whole chunks and one of 3,392; with its tag the last takes 3,408 bytes.
    resealed([](std::string& bytes) { bytes[bytes.size() - 3408 - 10] ^= 1; })(world, sealed);
    std::string got;
    EXPECT_EQ(code_when([&] {
                  open_stream(world.as("unit"), sealed, {{"submission"}}, [&](Bytes bytes) {
                      got.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
                  });
              }),
              "age-chunk");
    EXPECT_EQ(got, text_of(200000).substr(0, 2 * 65536));
}

// The file that was measured is opened, whatever has its name by then.
TEST(Opening, IsOfTheBytesThatWereMeasured)
{
    const Exchange world;
    const auto sealed = world.seal("submission", "nhs-a", "unit", text_of(200000), "a.age");
    std::string got;
    open_stream(world.as("unit"), sealed, {{"submission"}}, [&](Bytes bytes) {
        if (got.empty()) {
            write_file(world.folder / "other", "other bytes");
            std::filesystem::rename(world.folder / "other", sealed);
        }
        got.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    });
    EXPECT_EQ(got, text_of(200000));
}

// A link map is for the researcher alone: no other key opens it, and no other party's program does what the
// keys would allow if the linkage unit itself sealed it to someone else.
TEST(LinkedArtefacts, AreOpenedByNoKeyButTheResearchers)
{
    const Exchange world;
    const auto sealed = world.seal("link-map", "unit", "evaluation", "row tokens", "map.age");
    EXPECT_EQ(world.code("evaluation", sealed, "link-map"), "accepted");
    for (const char* other : {"nhs-a", "charity", "platform", "unit", "specialist", "funder"}) {
        EXPECT_EQ(world.code(other, sealed, "link-map"), "wrong-recipient") << other;
        const std::string bytes = read_file(sealed);
        const PartyKey key = made_key(other);
        age::Opening opening;
        opening.identities = {&key.encryption};
        std::size_t at = 0;
        const auto bring = [&](std::span<std::byte> into) {
            const std::size_t size = std::min(into.size(), bytes.size() - at);
            std::copy_n(std::as_bytes(std::span(bytes)).begin() + static_cast<std::ptrdiff_t>(at), size,
                        into.begin());
            at += size;
            return size;
        };
        EXPECT_EQ(code_when([&] { age::Decryptor(bring, opening); }), "age-no-key") << other;
    }
}

TEST(LinkedArtefacts, ThatTheLinkageUnitSealsToACustodianAgainstTheRulesAreNotOpened)
{
    for (const char* wrong : {"nhs-a", "charity", "platform", "funder"}) {
        Exchange world;
        EXPECT_EQ(code_when([&] { (void)world.seal("link-map", "unit", wrong, "x", "map.age"); }),
                  "wrong-recipient");
        // A linkage unit with a program of its own: to age and signature all is well.
        std::string bytes;
        age::Keys keys;
        keys.recipients = {world.member(wrong)->encryption};
        age::Encryptor sealing(
            [&](Bytes part) { bytes.append(reinterpret_cast<const char*>(part.data()), part.size()); }, keys);
        sealing.write(bytes_of("x"));
        sealing.close();
        const auto sealed = world.seal("link-map", "unit", "evaluation", "x", "map.age");
        write_file(sealed, bytes);
        world.forge(sealed, "unit", [&](Statement& s) { s.recipient = wrong; });
        EXPECT_EQ(world.code(wrong, sealed, "link-map"), "wrong-recipient") << wrong;
        world.forge(sealed, "unit", [&](Statement& s) {
            s.recipient = wrong;
            s.kind = "withdrawal";
        });
        EXPECT_EQ(world.code(wrong, sealed, "withdrawal"), "wrong-role") << wrong;
    }
}

TEST(StatementsAlone, AreCheckedAsSealedOnesAreButMayBeForNobodyInParticular)
{
    const Exchange world;
    Statement audit;
    audit.kind = "audit";
    audit.file = "nhs-a.gauze";
    audit.content_digest = std::string(64, '1');
    audit.figures.set("m3_300", 0.001);
    const auto path = world.folder / "audit.dsse";
    state(world.as("nhs-a"), {}, audit, path);
    EXPECT_EQ(check_statement(world.as("unit"), path, {{"audit"}}).figures.real("m3_300"), 0.001);
    EXPECT_EQ(code_when([&] { check_statement(world.as("unit"), path, {{"submission"}}); }), "wrong-kind");
    EXPECT_EQ(code_when([&] { state(world.as("unit"), {}, audit, world.folder / "b.dsse"); }), "wrong-role");
    Statement commitment = audit;
    commitment.kind = "commitment";
    state(world.as("nhs-a"), {world.member("charity")}, commitment, world.folder / "c.dsse");
    EXPECT_EQ(check_statement(world.as("charity"), world.folder / "c.dsse", {{"commitment"}}).party, "nhs-a");
    EXPECT_EQ(
        code_when([&] { check_statement(world.as("unit"), world.folder / "c.dsse", {{"commitment"}}); }),
        "wrong-recipient");
}

} // namespace
} // namespace gauze::project
