// One fault to a case: each is refused with the code that it has in docs/operations.md, by `gauze verify` and
// by docs/verify.py, and both find the same.
#include "engine/project/evidence/verify.hpp"
#include "tests/engine/project/evidence/made_evidence.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <random>
#include <set>

#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace gauze::project {
namespace {

namespace fs = std::filesystem;
using test::made_key;
using test::MadeEvidence;
using test::read_file;
using test::write_file;
using Lines = std::vector<LogLine>;

const MadeEvidence& pristine()
{
    static const MadeEvidence made;
    return made;
}

struct Spoilt {
    std::string_view name, code;
    std::function<void(const MadeEvidence&)> spoil;
};

// Replaces the first `old` of a file.
void replace_in(const fs::path& file, std::string_view old, std::string_view by)
{
    std::string text = read_file(file);
    const std::size_t at = text.find(old);
    ASSERT_NE(at, std::string::npos) << old;
    write_file(file, text.replace(at, old.size(), by));
}

// The custodian states another thing than before, under its own key or another's, everywhere.
void restate(const MadeEvidence& made, const std::string& file, const std::function<void(Statement&)>& change,
             const std::string& signer = "nhs-a")
{
    for (const fs::path& path : made.statements_of(file)) {
        Statement said = statement_in(Envelope::parse(read_file(path), "statement"), "statement");
        change(said);
        write_file(path, make_envelope(said, made_key(signer).signing).to_json());
    }
}

const std::vector<Spoilt>& cases()
{
    using M = const MadeEvidence&;
    static const std::vector<Spoilt> all{
        // the log as text
        {"no log", "log-missing", [](M m) { fs::remove(m.log("unit")); }},
        {"a log of nothing", "log-empty", [](M m) { write_file(m.log("unit"), ""); }},
        {"half a line at the end", "log-torn",
         [](M m) { write_file(m.log("unit"), read_file(m.log("unit")) + "{\"seq\":5,"); }},
        {"a blank after a colon", "log-line",
         [](M m) { replace_in(m.log("unit"), "\"seq\":2", "\"seq\": 2"); }},
        {"a member more", "log-line",
         [](M m) { replace_in(m.log("unit"), "{\"seq\":2", "{\"more\":1,\"seq\":2"); }},
        {"a member twice", "log-line",
         [](M m) { replace_in(m.log("unit"), "{\"seq\":2", "{\"seq\":2,\"seq\":2"); }},
        {"no JSON", "log-line", [](M m) { replace_in(m.log("unit"), "{\"seq\":2", "[\"seq\":2"); }},
        {"capitals in the signature", "log-hex",
         [](M m) { replace_in(m.log("unit"), "\"signature\":\"", "\"signature\":\"A"); }},
        // entries that the party signed all the same
        {"an entry left out", "log-order",
         [](M m) { m.rewrite("unit", [](Lines& l) { l.erase(l.begin() + 1); }); }},
        {"number nothing", "log-order", [](M m) { m.rewrite("unit", [](Lines& l) { l[0].seq = 0; }); }},
        {"a break in the chain", "log-chain",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[2].previous = "kept"; }); }},
        {"an hour that is none", "log-time",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[1].time = "2026-11-22T24:00:00Z"; }); }},
        {"a day that is none", "log-time",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[1].time = "2026-02-30T12:00:00Z"; }); }},
        {"time that runs back", "log-backwards",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[2].time = "2026-11-21T12:00:00Z"; }); }},
        {"another party's entry", "log-party",
         [](M m) {
             m.rewrite("unit", [](Lines& l) {
                 for (auto& line : l) line.party = "nhs-a";
             });
         }},
        {"two parties in one log", "log-party",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[2].party = "nhs-a"; }); }},
        {"a policy digest that is none", "log-hex",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[1].policy = "abc"; }); }},
        {"a digest that is none", "log-hex",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[1].digests[0].second[5] = 'X'; }); }},
        {"a count below nothing", "log-count",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[1].counts[0].second = -1; }); }},
        {"a count of a name", "log-vocabulary",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[1].counts[0].first = "Smith"; }); }},
        {"a verb with digits", "log-vocabulary",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[1].verb = "verb 1"; }); }},
        {"an outcome in words", "log-vocabulary",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[1].outcome = "went well"; }); }},
        {"an artefact in a folder", "log-artefact",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[1].digests[0].first = "../x"; }); }},
        {"a verb of another role", "wrong-role",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[2].verb = "encode"; }); }},
        {"a verb that there is not", "wrong-role",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[2].verb = "look up"; }); }},
        {"a policy of nobody", "unknown-policy",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[1].policy = std::string(64, '0'); }); }},
        {"another's signature", "log-signature",
         [](M m) {
             m.rewrite(
                 "unit", [](Lines&) {}, "nhs-a");
         }},
        {"one bit of a count", "log-signature",
         [](M m) {
             // The last line, so that no other follows it.
             replace_in(m.log("evaluation"), "\"outcome\":\"done\"", "\"outcome\":\"dune\"");
         }},
        {"a log in two folders", "log-twice",
         [](M m) { fs::copy_file(m.log("unit"), m.evidence("nhs-a") / "unit.log"); }},
        {"a party of no policy", "unknown-signer",
         [](M m) {
             m.rewrite("unit", [](Lines& l) {
                 for (auto& line : l) line.party = "nobody";
             });
             fs::rename(m.log("unit"), m.evidence("unit") / "nobody.log");
         }},
        // counts
        {"rows that vanished", "counts-read",
         [](M m) { m.rewrite("nhs-a", [](Lines& l) { l[0].counts[0].second = 101; }); }},
        {"more stated than encoded", "counts-stated",
         [](M m) { restate(m, "nhs-a.gauze", [](Statement& s) { s.counts.set("encoded", 91); }); }},
        {"fewer accepted than stated", "counts-accepted",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[0].counts[0].second = 89; }); }},
        {"fewer linked than accepted", "counts-linked",
         [](M m) { m.rewrite("unit", [](Lines& l) { l[2].counts[0].second = 139; }); }},
        // statements
        {"a statement that is not sent", "unsent",
         [](M m) { m.rewrite("nhs-a", [](Lines& l) { l.pop_back(); }); }},
        {"a statement that its sender lost", "unsent",
         [](M m) { fs::remove_all(m.evidence("nhs-a") / "statements"); }},
        {"a file received and not noted", "unreceived",
         [](M m) { m.rewrite("evaluation", [](Lines& l) { l[0].digests.erase(l[0].digests.begin()); }); }},
        {"a sealed file without a statement", "statement-missing",
         [](M m) { fs::remove_all(m.evidence("unit") / "statements"); }},
        {"a statement with a blank", "statement-form",
         [](M m) { replace_in(m.statements_of("nhs-a.gauze")[0], "{\"payload\":", "{\"payload\": "); }},
        {"a statement that is no JSON", "statement-damaged",
         [](M m) { write_file(m.statements_of("nhs-a.gauze")[0], "statement"); }},
        {"another's statement", "wrong-signature",
         [](M m) {
             restate(
                 m, "nhs-a.gauze", [](Statement&) {}, "charity");
         }},
        {"a statement of another role", "wrong-role",
         [](M m) { restate(m, "nhs-a.gauze", [](Statement& s) { s.kind = "link-map"; }); }},
        {"a role that is not the signer's", "wrong-role",
         [](M m) { restate(m, "nhs-a.gauze", [](Statement& s) { s.role = "linkage-unit"; }); }},
        {"a statement of another project", "wrong-project",
         [](M m) { restate(m, "nhs-a.gauze", [](Statement& s) { s.project = "later-years"; }); }},
        {"a statement of another policy", "unknown-policy",
         [](M m) { restate(m, "nhs-a.gauze", [](Statement& s) { s.policy = std::string(64, 'b'); }); }},
        {"a statement by nobody", "unknown-signer",
         [](M m) { restate(m, "nhs-a.gauze", [](Statement& s) { s.party = "nobody"; }); }},
        {"a statement for somebody else", "wrong-recipient",
         [](M m) { restate(m, "nhs-a.gauze", [](Statement& s) { s.recipient = "evaluation"; }); }},
        // policies
        {"no policy", "policy-missing",
         [](M m) {
             for (const auto& folder : m.folders()) fs::remove_all(folder / "policies");
         }},
        {"a policy without signatures", "statement-missing",
         [](M m) {
             for (const auto& entry : fs::directory_iterator(m.evidence("unit") / "policies"))
                 if (entry.path().extension() == ".dsse") fs::remove(entry.path());
         }},
        {"a comment in a policy", "policy-bytes",
         [](M m) {
             for (const auto& entry : fs::directory_iterator(m.evidence("unit") / "policies"))
                 if (entry.path().extension() == ".toml")
                     write_file(entry.path(), read_file(entry.path()) + "# later\n");
         }},
        {"one custodian has not signed", "policy-unsigned",
         [](M m) {
             for (const auto& entry : fs::directory_iterator(m.evidence("unit") / "policies")) {
                 if (entry.path().extension() != ".dsse") continue;
                 Envelope envelope = read_envelope(entry.path());
                 envelope.signatures.pop_back();
                 write_file(entry.path(), envelope.to_json());
             }
         }},
        {"a stranger has signed", "policy-signature",
         [](M m) {
             for (const auto& entry : fs::directory_iterator(m.evidence("unit") / "policies")) {
                 if (entry.path().extension() != ".dsse") continue;
                 Envelope envelope = read_envelope(entry.path());
                 envelope.sign(made_key("unit").signing);
                 write_file(entry.path(), envelope.to_json());
             }
         }},
        {"no policy at all in a file", "policy-damaged",
         [](M m) {
             for (const auto& entry : fs::directory_iterator(m.evidence("unit") / "policies"))
                 if (entry.path().extension() == ".toml") write_file(entry.path(), "[agreement");
         }},
    };
    return all;
}

std::set<std::string> codes_of(const std::vector<fs::path>& folders)
{
    std::set<std::string> codes;
    for (const EvidenceFault& fault : verify({.folders = folders, .policies = {}, .artefacts = {}}).faults)
        codes.insert(fault.code);
    return codes;
}

// What the verifier in Python says of many exchanges, in their order. Nothing when there is no Python.
std::vector<std::set<std::string>> codes_in_python(const std::vector<MadeEvidence>& all)
{
    const test::TemporaryFolder folder;
    std::string list;
    for (const MadeEvidence& made : all) list += made.folder().path().string() + "\n";
    write_file(folder / "list", list);
    const std::string command =
        fmt::format("python3 -B {0}/tests/engine/project/evidence/agree.py {0}/docs/verify.py {1} > {2}",
                    GAUZE_SOURCE, (folder / "list").string(), (folder / "codes").string());
    if (std::system(command.c_str()) != 0) return {};
    std::vector<std::set<std::string>> codes;
    std::istringstream text(read_file(folder / "codes"));
    for (std::string line; std::getline(text, line);) {
        std::istringstream words(line);
        codes.emplace_back(std::istream_iterator<std::string>(words), std::istream_iterator<std::string>());
    }
    return codes;
}

TEST(EvidenceFaults, EachHasItsCodeAndTheOtherVerifierFindsTheSame)
{
    std::vector<MadeEvidence> spoilt;
    std::vector<std::set<std::string>> found;
    std::set<std::string_view> known;
    for (const Spoilt& one : cases()) {
        spoilt.push_back(pristine().copy());
        one.spoil(spoilt.back());
        found.push_back(codes_of(spoilt.back().folders()));
        EXPECT_TRUE(found.back().contains(std::string(one.code)))
            << one.name << ": " << fmt::format("{}", found.back());
        known.insert(one.code);
    }
    EXPECT_GE(cases().size(), 50u);
    EXPECT_GE(known.size(), 30u);
    spoilt.push_back(pristine()); // and one that is well
    found.emplace_back();
    const auto others = codes_in_python(spoilt);
    ASSERT_EQ(others.size(), found.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        EXPECT_EQ(others[i], found[i]) << (i < cases().size() ? cases()[i].name : "the good one");
}

TEST(EvidenceFaults, BothVerifiersFindEveryOfManyFlippedBytes)
{
    std::mt19937 chance(11);
    std::vector<MadeEvidence> spoilt;
    std::vector<std::string> places;
    for (int i = 0; i < 60; ++i) {
        spoilt.push_back(pristine().copy());
        std::vector<fs::path> files;
        for (const fs::path& folder : spoilt.back().folders())
            for (const auto& entry : fs::recursive_directory_iterator(folder))
                if (entry.is_regular_file()) files.push_back(entry.path());
        std::ranges::sort(files);
        const fs::path& file = files[chance() % files.size()];
        std::string bytes = read_file(file);
        const std::size_t at = chance() % bytes.size();
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1 + chance() % 255));
        write_file(file, bytes);
        places.push_back(fmt::format("{} at {}", file.filename().string(), at));
        EXPECT_FALSE(codes_of(spoilt.back().folders()).empty()) << places.back();
    }
    const auto others = codes_in_python(spoilt);
    ASSERT_EQ(others.size(), spoilt.size());
    for (std::size_t i = 0; i < others.size(); ++i) EXPECT_FALSE(others[i].empty()) << places[i];
}

// What may happen to a text: bits, spans, lines, other logs' lines.
std::string mutated(std::string text, const std::string& other, std::mt19937& chance)
{
    const auto below = [&](std::size_t n) {
        return static_cast<std::size_t>(chance() % std::max<std::size_t>(n, 1));
    };
    const std::size_t at = below(text.size());
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    const std::size_t a = below(lines.size()), b = below(lines.size());
    switch (chance() % 9) {
    case 0: text[at] = static_cast<char>(text[at] ^ (1 << chance() % 8)); return text;
    case 1: return text.erase(at, 1 + below(100));
    case 2: return text.insert(at, text.substr(below(text.size()), 1 + below(100)));
    case 3: return text.substr(0, at);
    case 4: return text.substr(at);
    case 5: return text.replace(at, 20, other.substr(below(other.size()), 20));
    case 6: std::swap(lines[a], lines[b]); break;
    case 7: lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(a), lines[b]); break;
    default: lines[a] = other.substr(0, other.find('\n')); break;
    }
    text.clear();
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

class MutatedLogs : public testing::TestWithParam<std::string> {};

TEST_P(MutatedLogs, AreNeverAccepted)
{
    const MadeEvidence made = pristine().copy();
    const std::string good = read_file(made.log(GetParam()));
    const std::string other = read_file(made.log(GetParam() == "unit" ? "nhs-a" : "unit"));
    std::mt19937 chance(static_cast<unsigned>(GetParam().size()));
    int accepted = 0;
    for (int done = 0; done < 500;) {
        const std::string bad = mutated(good, other, chance);
        if (bad == good) continue; // a line swapped with itself
        ++done;
        write_file(made.log(GetParam()), bad);
        if (codes_of(made.folders()).empty()) ++accepted;
    }
    EXPECT_EQ(accepted, 0);
}

INSTANTIATE_TEST_SUITE_P(OfEveryParty, MutatedLogs,
                         testing::Values("nhs-a", "platform", "unit", "evaluation"),
                         [](const auto& party) { return party.param == "nhs-a" ? "nhs" : party.param; });

} // namespace
} // namespace gauze::project
