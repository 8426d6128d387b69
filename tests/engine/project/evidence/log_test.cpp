#include "bloom/base/append_file.hpp"
#include "bloom/base/clock.hpp"
#include "engine/project/evidence/log.hpp"
#include "engine/project/evidence/log_line.hpp"
#include "engine/project/refusal.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

namespace gauze::project {
namespace {

using test::read_file;
using test::TemporaryFolder;
using test::write_file;

std::string code_of_refusal(const std::function<void()>& deed)
{
    try {
        deed();
    } catch (const Error& fault) {
        EXPECT_FALSE(fault.hint().empty());
        return std::string(code_of(fault.what()));
    }
    return "none";
}

class EvidenceLog : public testing::Test {
protected:
    EvidenceLog()
    {
        me_.policy.id = "study";
        me_.policy.governance.emplace();
        Member member;
        member.name = "nhs-a";
        me_.key = PartyKey::generate("nhs-a");
        member.signing = me_.key->signing.public_key();
        me_.policy.governance->members.push_back(member);
        me_.me = &me_.policy.governance->members.front();
        options_.evidence = folder_ / "evidence";
        set_clock("2026-11-22");
    }
    void encoded(std::int64_t rows)
    {
        note(me_, options_,
             {.verb = "encode",
              .counts = Json()
                            .set("read", rows + 3)
                            .set("encoded", rows)
                            .set("excluded.no-consent", 2)
                            .set("rejected.no-date", 1),
              .digests = {{"nhs-a.gauze", std::string(64, 'a')}}});
    }
    std::filesystem::path path() const { return options_.evidence / "nhs-a.log"; }
    std::vector<std::string> lines() const
    {
        std::vector<std::string> all;
        std::istringstream text(read_file(path()));
        for (std::string line; std::getline(text, line);) all.push_back(line);
        return all;
    }
    TemporaryFolder folder_;
    Admitted me_;
    Governed options_;
};

TEST_F(EvidenceLog, HoldsWhatWasDoneInLinesThatFollowEachOther)
{
    for (const int rows : {10, 20, 30}) encoded(rows);
    const auto all = lines();
    ASSERT_EQ(all.size(), 3u);
    std::optional<LogLine> before;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const LogLine line = LogLine::parse(all[i], "line");
        check_follows(line, before ? &*before : nullptr, i == 0 ? "" : all[i - 1], "line");
        EXPECT_EQ(line.seq, i + 1);
        EXPECT_EQ(line.count("encoded"), static_cast<std::int64_t>(10 * (i + 1)));
        EXPECT_EQ(line.count("read"), line.count("encoded") + 3);
        EXPECT_EQ(line.policy, me_.policy.fingerprint());
        EXPECT_TRUE(line.is_signed_by(me_.me->signing));
        EXPECT_FALSE(line.is_signed_by(PartyKey::generate("another").signing.public_key()));
        before = line;
    }
    EXPECT_EQ(LogLine::parse(all[0], "line").previous, std::string(64, '0'));
}

// The form of docs/file-formats.md, letter by letter, and its hash by another program's arithmetic.
TEST_F(EvidenceLog, WritesALineAsItsDocumentSays)
{
    encoded(7);
    const std::string line = lines()[0];
    const std::string expected = fmt::format(
        R"({{"seq":1,"time":"2026-11-22T12:00:00Z","previous":"{}","party":"nhs-a","verb":"encode","outcome":"done","policy":"{}","source":"","counts":{{"read":10,"encoded":7,"excluded.no-consent":2,"rejected.no-date":1}},"digests":{{"nhs-a.gauze":"{}"}},"signature":")",
        std::string(64, '0'), me_.policy.fingerprint(), std::string(64, 'a'));
    EXPECT_EQ(line.substr(0, expected.size()), expected);
    EXPECT_EQ(line.size(), expected.size() + 130);
    EXPECT_EQ(log_digest("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-4
    std::string signed_text = "gauze-log-v1\n" + expected;
    signed_text.replace(signed_text.rfind(",\"signature"), std::string::npos, "}");
    Signature signature{};
    ASSERT_TRUE(from_hex(line.substr(expected.size(), 128), signature));
    EXPECT_TRUE(is_signed(me_.me->signing, bytes_of(signed_text), signature));
}

TEST_F(EvidenceLog, IsNotKeptWithoutAFolderOrAnAgreement)
{
    Governed nowhere;
    note(me_, nowhere, {.verb = "encode"});
    Admitted laboratory;
    note(laboratory, options_, {.verb = "encode"});
    EXPECT_FALSE(std::filesystem::exists(options_.evidence));
}

TEST_F(EvidenceLog, HasAFixedVocabulary)
{
    for (const std::string_view known : {"read", "encoded", "excluded.no-consent", "exempt.CPP", "persons"})
        EXPECT_TRUE(is_count_name(known)) << known;
    for (const std::string_view unknown :
         {"", "Smith", "excluded", "excluded.", "excluded.Mary Smith", "reads", "excluded.a.b"})
        EXPECT_FALSE(is_count_name(unknown)) << unknown;
    EXPECT_THROW(note(me_, options_, {.verb = "encode", .counts = Json().set("Smith", 1)}), std::logic_error);
    EXPECT_FALSE(std::filesystem::exists(path()));
}

// A crash while the third line was written leaves any beginning of it.
TEST_F(EvidenceLog, CutsOffWhatACrashLeftAndSaysSo)
{
    for (const int rows : {10, 20, 30}) encoded(rows);
    const std::string whole = read_file(path());
    const std::size_t third = whole.rfind('\n', whole.size() - 2) + 1;
    for (const std::size_t left : {third + 1, third + 40, whole.size() - 2}) {
        write_file(path(), whole.substr(0, left));
        encoded(40);
        const auto all = lines();
        ASSERT_EQ(all.size(), 4u) << left;
        const LogLine said = LogLine::parse(all[2], "line"), last = LogLine::parse(all[3], "line");
        EXPECT_EQ(said.verb, "log");
        EXPECT_EQ(said.outcome, "torn");
        EXPECT_EQ(said.count("cut_bytes"), static_cast<std::int64_t>(left - third));
        EXPECT_EQ(last.seq, 4u);
        check_follows(last, &said, all[2], "line");
    }
    write_file(path(), whole.substr(0, whole.size() - 1)); // all but the line feed: it was written
    encoded(40);
    EXPECT_EQ(lines().size(), 4u);
    EXPECT_EQ(LogLine::parse(lines()[2], "line").count("encoded"), 30);
    write_file(path(), "{\"seq\":1,"); // the very first line
    encoded(50);
    EXPECT_EQ(LogLine::parse(lines()[0], "line").outcome, "torn");
    EXPECT_EQ(lines().size(), 2u);
}

TEST_F(EvidenceLog, WritesNothingBehindALineThatItDidNotWrite)
{
    for (const int rows : {10, 20}) encoded(rows);
    const std::string whole = read_file(path());
    std::string other = whole;
    other[other.find("\"read\":23") + 7] = '9';
    write_file(path(), other);
    EXPECT_EQ(code_of_refusal([&] { encoded(1); }), "log-damaged");
    EXPECT_EQ(read_file(path()), other);
    write_file(path(), whole + "not a line\n");
    EXPECT_EQ(code_of_refusal([&] { encoded(1); }), "log-damaged");
    write_file(path(), whole + std::string(3 * longest_log_line, 'x'));
    EXPECT_EQ(code_of_refusal([&] { encoded(1); }), "log-damaged");
    // Another party's log under this name.
    write_file(path(), whole);
    me_.key = PartyKey::generate("nhs-a");
    me_.policy.governance->members[0].signing = me_.key->signing.public_key();
    EXPECT_EQ(code_of_refusal([&] { check_log(me_, options_); }), "log-damaged");
}

TEST_F(EvidenceLog, RefusesAClockThatIsBehind)
{
    encoded(10);
    set_clock("2026-11-21");
    EXPECT_EQ(code_of_refusal([&] { encoded(20); }), "clock-behind");
    EXPECT_EQ(code_of_refusal([&] { check_log(me_, options_); }), "clock-behind");
    EXPECT_EQ(lines().size(), 1u);
    set_clock("2026-11-23");
    encoded(20);
    EXPECT_EQ(LogLine::parse(lines()[1], "line").time, "2026-11-23T12:00:00Z");
}

TEST_F(EvidenceLog, WaitsForAnotherVerbOfTheSameParty)
{
    encoded(10);
    const int held = ::open(path().c_str(), O_RDONLY | O_CLOEXEC);
    ASSERT_EQ(::flock(held, LOCK_EX), 0);
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        ::close(held);
    });
    encoded(20);
    other.join();
    EXPECT_EQ(lines().size(), 2u);
}

TEST_F(EvidenceLog, TakesTheEntriesOfManyVerbsAtOnceInOneChain)
{
    std::vector<std::thread> verbs;
    for (int v = 0; v < 8; ++v)
        verbs.emplace_back([&] {
            for (int i = 0; i < 10; ++i) encoded(i);
        });
    for (std::thread& verb : verbs) verb.join();
    const auto all = lines();
    ASSERT_EQ(all.size(), 80u);
    for (std::size_t i = 1; i < all.size(); ++i) {
        const LogLine before = LogLine::parse(all[i - 1], "line");
        check_follows(LogLine::parse(all[i], "line"), &before, all[i - 1], "line");
    }
}

TEST_F(EvidenceLog, ADiskThatFailsLeavesWholeLines)
{
    encoded(10);
    for (const DiskStep step : {DiskStep::write, DiskStep::sync}) {
        let_disk_fail([step](DiskStep now) { return now == step ? ENOSPC : 0; });
        EXPECT_THROW(encoded(20), Error);
        let_disk_fail({});
        encoded(30);
    }
    const auto all = lines();
    ASSERT_EQ(all.size(), 3u);
    for (const std::string& line : all) EXPECT_NE(LogLine::parse(line, "line").outcome, "torn");
}

TEST_F(EvidenceLog, KeepsStatementsAndPoliciesUnderNamesOfTheirOwn)
{
    write_file(folder_ / "a.age.dsse", "one");
    keep_statement(options_, folder_ / "a.age.dsse");
    keep_statement(options_, folder_ / "a.age.dsse");
    write_file(folder_ / "a.age.dsse", "another of that name");
    keep_statement(options_, folder_ / "a.age.dsse");
    write_file(folder_ / "policy.toml", "text");
    write_file(folder_ / "policy.toml.dsse", "signatures");
    keep_policy(options_, folder_ / "policy.toml");
    const auto files_in = [&](const std::string& folder) {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(options_.evidence / folder))
            names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    };
    // Of "one" by sha256sum: 7692c3ad3540bb80...
    const auto statements = files_in("statements");
    ASSERT_EQ(statements.size(), 2u);
    EXPECT_TRUE(std::ranges::count(statements, "a.age-7692c3ad3540bb80.dsse"));
    const auto policies = files_in("policies");
    ASSERT_EQ(policies.size(), 2u);
    EXPECT_EQ(policies[1], policies[0] + ".dsse");
}

} // namespace
} // namespace gauze::project
