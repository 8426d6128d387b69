// Two hundred people whose every cell is marked, a thousand errors forced upon the custodian's program, and
// not one mark where it does not belong: not on the screen, not among the rejects, not in the summary, not in
// the encodings, not in what is left lying about. Payload goes to the payload file and own references to the
// ledger, and nowhere else.
#include "bloom/base/json.hpp"
#include "tests/programs/marked_people.hpp"
#include "tests/programs/running.hpp"

#include <optional>

#include <sys/resource.h>

namespace gauze::test {
namespace {

class Leak : public testing::Test {
protected:
    static constexpr std::string_view header = "ref,forename,surname,dob,nhs,home,weight,extra\n";
    static constexpr std::string_view policy = R"([project]
id = "study"
profile = "custom"
[[party]]
name = "clinic"
id = "ref"
[[field]]
name = "given"
kind = "given-name"
column = "forename"
rarity = true
[[field]]
name = "family"
kind = "family-name"
column = "surname"
[[field]]
name = "dob"
kind = "date"
formats = ["YYYY-MM-DD"]
[[field]]
name = "nhs"
kind = "nhs-number"
[[field]]
name = "home"
kind = "postcode"
[[view]]
name = "shown"
[[view]]
name = "hidden"
bits = 1024
fields = ["given", "dob", "home"]
symbols = 16
[[key]]
name = "k"
parts = ["given:sound", "dob"]
[[stratum]]
name = "age"
field = "dob"
bands = ["0-17", "18+"]
at = "2025-09-01"
[[stratum]]
name = "kind"
column = "extra"
values = ["none of them"]
[payload]
clinic = ["weight"]
)";

    void SetUp() override
    {
        write_file(desk_ / "policy.toml", policy);
        ASSERT_EQ(
            desk_.run({"gauze-custodian", "key", "new", "--policy", "policy.toml", "--out", "project.key"})
                .exit,
            0);
        std::string rows(header);
        for (int p = 0; p < marked_people; ++p) rows += Marked(p).row();
        write_file(desk_ / "rows.csv", rows);
        write_file(desk_ / "twins.csv", rows + Marked(3).row());
    }
    // No mark but of the kinds that belong here.
    void expect_clean(std::string bytes, const std::string& where, std::optional<Kind> allowed = {})
    {
        for (char& c : bytes) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        for (const auto& [mark, kind] : marks_) {
            if (kind == allowed) continue;
            EXPECT_EQ(bytes.find(mark), std::string::npos) << "\"" << mark << "\" stands in " << where;
        }
    }
    // Everything in the folder of a run that went through.
    void expect_clean_folder(const std::string& out)
    {
        int files = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(desk_ / out)) {
            const std::string name = entry.path().filename().string();
            expect_clean(name, "the name of a file");
            if (!entry.is_regular_file()) continue;
            std::optional<Kind> allowed;
            if (name == "clinic.payload") allowed = Kind::payload;
            if (name == "ledger.table") allowed = Kind::id;
            expect_clean(read_file(entry.path()), name, allowed);
            ++files;
        }
        EXPECT_GE(files, 5); // encodings, payload, ledger, rejects, summary
    }
    std::vector<std::string> words(const std::string& file, const std::vector<std::string>& more = {},
                                   const std::string& out = "out") const
    {
        std::vector<std::string> all{"gauze-custodian", "encode",      "--policy", "policy.toml",
                                     "--key",           "project.key", "--party",  "clinic",
                                     "--out",           out,           file};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    // Stopped with this code, without a mark, without anything left.
    void stopped(const Outcome& outcome, int code, const std::string& what)
    {
        SCOPED_TRACE(what);
        EXPECT_EQ(outcome.exit, code) << outcome.err;
        expect_clean(outcome.out, "stdout");
        expect_clean(outcome.err, "stderr");
        EXPECT_FALSE(outcome.err.empty());
        EXPECT_FALSE(std::filesystem::exists(desk_ / "out"));
        for (const auto& entry : std::filesystem::directory_iterator(desk_.folder().path()))
            EXPECT_EQ(entry.path().filename().string().find(".partial"), std::string::npos) << entry.path();
        ++stopped_;
    }
    void stopped_on(const std::string& content, int code, const std::string& what,
                    std::vector<std::string> more = {})
    {
        write_file(desk_ / "bad.csv", content);
        stopped(desk_.run(words("bad.csv", std::move(more))), code, what);
    }
    void with_policy(std::string_view from, std::string_view to, int code, const std::string& what,
                     const std::string& file = "rows.csv")
    {
        std::string other(policy);
        const std::size_t at = other.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        write_file(desk_ / "policy.toml", other.replace(at, from.size(), to));
        stopped(desk_.run(words(file)), code, what);
        write_file(desk_ / "policy.toml", policy);
    }
    static std::string rows_of(const std::function<std::string(const Marked&, int)>& row)
    {
        std::string text(header);
        for (int p = 0; p < marked_people; ++p) text += row(Marked(p), p);
        return text;
    }
    const std::vector<std::pair<std::string, Kind>> marks_ = all_marks();
    Desk desk_;
    int stopped_ = 0;
};

// Five faulty rows for each of two hundred people, each fault of another make.
TEST_F(Leak, AThousandFaultyRowsShowNothingOfAnybody)
{
    std::string text(header);
    for (int p = 0; p < marked_people; ++p) {
        const Marked m(p);
        text += m.row();
        Marked bad = m;
        constexpr std::string_view dates[] = {"1974-02-31", "Zqdate", "43831", "1.2.Zqdate", "0001-01-01"};
        bad.dob = dates[p % 5];
        text += bad.row();
        bad = m;
        bad.nhs = p % 2 == 0 ? fmt::format("9434{}", m.given) : p % 4 == 1 ? "9.43E+09" : "Zqnumber";
        text += bad.row();
        bad = m;
        bad.given.insert(3, "\xff\xfe"), bad.payload += "\xc3";
        text += bad.row();
        bad = m;
        bad.home = fmt::format("{}{}", m.family, m.home);
        text += bad.row();
        text += broken_row(m, p);
    }
    write_file(desk_ / "rows.csv", text);
    const Outcome outcome = desk_.run(words("rows.csv"));
    ASSERT_EQ(outcome.exit, 0) << outcome.err;
    expect_clean(outcome.out, "stdout");
    expect_clean(outcome.err, "stderr");
    expect_clean_folder("out");
    // The marks are where they belong, so a search that finds them nowhere else is a search.
    EXPECT_NE(read_file(desk_ / "out/to-researcher/clinic.payload").find("Zqpayloadhr"), std::string::npos);
    EXPECT_NE(read_file(desk_ / "out/stays-here/ledger.table").find("Zqident199"), std::string::npos);
    const std::string rejects = read_file(desk_ / "out/stays-here/rejects.csv");
    EXPECT_GE(std::ranges::count(rejects, '\n'), 1001);
    const Json rows = Json::parse(read_file(desk_ / "out/stays-here/summary.json"), "summary").object("rows");
    EXPECT_EQ(rows.number("read"), 6 * marked_people);
    EXPECT_NEAR(static_cast<double>(rows.number("rejected")), marked_people, marked_people / 5.0);

    // The same faults again as the reason to stop, and told in JSON.
    std::filesystem::remove_all(desk_ / "out");
    stopped(desk_.run(words("rows.csv", {"--max-rejected", "0"})), 65, "too many rejected");
    const Outcome told = desk_.run(words("rows.csv", {"--json"}));
    EXPECT_EQ(told.exit, 0);
    expect_clean(told.out + told.err, "what --json prints");
    // And to whoever looks for better keys.
    const Outcome suggested = desk_.run(
        {"gauze-custodian", "policy", "suggest", "--policy", "policy.toml", "--party", "clinic", "rows.csv"});
    expect_clean(suggested.out + suggested.err, "a suggestion");
}

TEST_F(Leak, AFileThatCannotBeUsedAtAllIsRefusedWithoutAWordOfIt)
{
    const std::string all = read_file(desk_ / "rows.csv"), body = all.substr(header.size());
    stopped_on(body, 65, "no header: the first person stands in its place");
    stopped_on(Marked(1).row() + Marked(1).row(), 65, "a header that is a person");
    stopped_on(fmt::format("{0},{0}\n{1}", Marked(1).given, body), 65, "a name twice in a header of values");
    stopped_on(fmt::format("ref,\"{}\n", Marked(2).given), 65, "a header with an open quote");
    stopped_on(fmt::format("ref,{}{}\n{}", Marked(2).given, '\0', body), 65, "a header with a NUL");
    stopped_on(fmt::format("ref,\"{}\"{}\n{}", Marked(2).given, Marked(2).family, body), 65,
               "text behind a quote");
    std::string other = all;
    std::ranges::replace(other, '\n', '\r');
    stopped_on(other, 65, "lines that end in a carriage return alone");
    stopped_on("surname" + all.substr(3), 65, "a column twice");
    stopped_on("forename,dob,nhs,home,weight\n" + body, 65, "columns that are missing");
    stopped_on("\n\n", 65, "blank lines");
    stopped_on(std::string(header), 65, "no rows");
    stopped_on(rows_of([](const Marked& m, int p) { return broken_row(m, p); }), 65, "not one row is whole");
    stopped_on(rows_of([](const Marked& m, int) {
                   return fmt::format("{},,,,,,{},{}\n", m.id, m.payload, m.extra);
               }),
               65, "not one row can be compared");
    stopped_on(rows_of([](Marked m, int) {
                   return m.dob = m.dob.substr(8) + "/" + m.dob.substr(5, 2) + "/1871", m.row();
               }),
               65, "dates of another format");
    stopped_on(rows_of([](Marked m, int) { return m.dob = m.given, m.row(); }), 65, "names instead of dates");
    stopped_on(all + Marked(7).row(), 65, "one reference twice", {"--test-seed", "1"});
    ASSERT_EQ(desk_
                  .shell("gzip -c rows.csv | head -c 3000 > cut.csv.gz; (gzip -c rows.csv | head -c 3000; "
                         "echo Zqgiven) > odd.csv.gz")
                  .exit,
              0);
    stopped(desk_.run(words("cut.csv.gz")), 65, "gzip cut short");
    stopped(desk_.run(words("odd.csv.gz")), 65, "damaged gzip");
    EXPECT_EQ(stopped_, 18);
}

TEST_F(Leak, AWrongPolicyKeyOrPlaceIsRefusedWithoutAWordOfTheFile)
{
    with_policy("[[party]]", "[[party]", 65, "a policy that is no TOML");
    with_policy("column = \"forename\"", "column = \"christian\"", 65, "a column that the file has not");
    with_policy("formats = [\"YYYY-MM-DD\"]", "formats = [\"DD/MM/YYYY\"]", 65, "another date format");
    with_policy("profile = \"custom\"", "profile = \"custom\"\nmost_repeats = \"0\"", 77, "a repeat too many",
                "twins.csv");
    with_policy("name = \"shown\"", "name = \"shown\"\nband = [\"0.9\", \"0.99\"]", 77, "too little density");
    with_policy("id = \"ref\"", "id = \"reference\"", 65, "no column of that reference");
    with_policy("[\"weight\"]", "[\"mass\"]", 65, "no such payload");
    with_policy("id = \"study\"", "id = \"other\"", 77, "a key of another project");
    stopped(desk_.run(words("none.csv")), 66, "no such file");
    stopped(desk_.run(words(".")), 66, "a folder");
    stopped(desk_.run(words("rows.csv", {"rows.csv"})), 2, "two files");
    stopped(desk_.run(words("rows.csv", {"--max-rejected", "some"})), 2, "no number");
    stopped(desk_.run(words("rows.csv", {}, "rows.csv/out")), 74, "below a file");
    stopped(desk_.run(words("rows.csv", {}, "no/such/place")), 74, "below nothing");
    std::filesystem::permissions(desk_ / "project.key", std::filesystem::perms{0644});
    stopped(desk_.run(words("rows.csv")), 77, "a key that all may read");
    write_file(desk_ / "project.key", "nonsense");
    std::filesystem::permissions(desk_ / "project.key", std::filesystem::perms{0600});
    stopped(desk_.run(words("rows.csv")), 65, "no key");
    const std::vector<std::string> explain{"gauze-custodian", "encode", "--policy", "policy.toml",
                                           "--party",         "clinic", "rows.csv", "--explain"};
    for (const char* rows : {"1-5", "all", "x", "9-2"}) {
        auto asked = explain;
        asked.emplace_back(rows);
        stopped(desk_.run(asked),
                std::isdigit(rows[0]) && rows[0] == '1' ? 77
                : rows[0] == 'a'                        ? 77
                                                        : 2,
                fmt::format("--explain {} not on a terminal", rows));
    }
}

TEST_F(Leak, ADiskThatIsFullLeavesNothingBehind)
{
    for (const rlim_t limit : {0u, 100u, 5000u, 20'000u}) {
        const Desk full([limit] {
            (void)std::signal(SIGXFSZ, SIG_IGN);
            const rlimit size{limit, limit};
            ::setrlimit(RLIMIT_FSIZE, &size);
        });
        for (const char* file : {"policy.toml", "project.key", "rows.csv"})
            std::filesystem::copy(desk_ / file, full / file);
        const auto before = full.folder().entries();
        const Outcome outcome = full.run(words("rows.csv"));
        EXPECT_EQ(outcome.exit, limit < 100 ? outcome.exit : 74) << limit; // messages go to files too
        expect_clean(outcome.out + outcome.err, "the messages");
        EXPECT_EQ(full.folder().entries(), before) << limit;
    }
}

// The door for files of the Anonlink family has messages of its own.
TEST_F(Leak, AFileThatDoesNotKeepToItsSchemaIsRefusedWithoutACellOfIt)
{
    write_file(desk_ / "schema.json", R"({"version": 3,
 "clkConfig": {"l": 1024, "kdf": {"type": "HKDF", "hash": "SHA256", "keySize": 64}},
 "features": [{"identifier": "ref", "ignored": true},
  {"identifier": "forename", "format": {"type": "string", "encoding": "utf-8", "maxLength": 5},
   "hashing": {"comparison": {"type": "ngram", "n": 2}, "strategy": {"bitsPerToken": 10}, "hash": {"type": "doubleHash"}}},
  {"identifier": "dob", "format": {"type": "date", "format": "%Y-%m-%d", "description": ""},
   "hashing": {"comparison": {"type": "ngram", "n": 1, "positional": true}, "strategy": {"bitsPerToken": 10}, "hash": {"type": "doubleHash"}}}]})");
    write_file(desk_ / "secret.txt", "Zqident secret");
    const std::vector<std::string> encode{"gauze-custodian",
                                          "encode",
                                          "--anonlink-schema",
                                          "schema.json",
                                          "--secret-file",
                                          "secret.txt",
                                          "-o",
                                          "out",
                                          "bad.csv"};
    const Marked m(5);
    for (const std::string& content :
         {fmt::format("ref,forename,dob\n{},{},{}\n", m.id, m.given, m.dob),
          fmt::format("ref,forename,dob\n{},Ann,{}\n", m.id, m.family),
          fmt::format("ref,forename,dob\n{},Ann\n", m.id), fmt::format("{},{},{}\n", m.id, m.given, m.dob),
          fmt::format("ref,forename,dob\n{},\"{},{}\n", m.id, m.given, m.dob)}) {
        write_file(desk_ / "bad.csv", content);
        const Outcome outcome = desk_.run(encode);
        EXPECT_NE(outcome.exit, 0);
        expect_clean(outcome.out + outcome.err, "the messages");
        EXPECT_FALSE(std::filesystem::exists(desk_ / "out"));
    }
}

} // namespace
} // namespace gauze::test
