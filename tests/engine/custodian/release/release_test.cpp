// What leaves a governed run, and what does not: each guard with something planted for it to bite on.
#include "bloom/encoded_file.hpp"
#include "engine/custodian/normal_form.hpp"
#include "tests/engine/custodian/release/made_release.hpp"

namespace gauze::custodian {
namespace {

using project::Consent;

constexpr std::string_view header = "ref,given,family,dob,consent,cdate,visits,postcode\n";

class Released : public ReleaseRun {
protected:
    void SetUp() override
    {
        ReleaseRun::SetUp();
        for (const char* name : {"consent", "cdate"}) column(name).uses = {ColumnUse::control};
        source().columns.push_back(sent("visits", PayloadKind::number));
        column("postcode").uses = {ColumnUse::control};
    }
    void ask_consent()
    {
        source().consent.mode = Consent::Mode::opt_in;
        source().consent.column = "consent", source().consent.date_column = "cdate";
    }
    static std::string people(std::initializer_list<std::string_view> rows)
    {
        std::string text(header);
        for (const std::string_view row : rows) (text += row) += '\n';
        return text;
    }
};

constexpr std::string_view anna = "R1,Anna,Smith,2020-02-03,Y,2026-01-01,3,SW9 0AA";
constexpr std::string_view ben = "R2,Ben,Jones,2021-03-04,,,4,SW9 0AB";

TEST_F(Released, ABlankConsentIsNeverIn)
{
    ask_consent();
    std::string text(header);
    const std::vector<std::string> blanks{"",     " ", "\t", "\"\"", "\" \"", "\xc2\xa0", "\xe2\x80\xaf",
                                          "NULL", "-"};
    for (std::size_t i = 0; i < blanks.size(); ++i)
        text += fmt::format("B{},Given,Family,2020-02-03,{},2026-01-01,3,\n", i, blanks[i]);
    const auto summary = run(text + std::string(anna) + "\n");
    EXPECT_EQ(rows_in(), (std::set<std::uint64_t>{blanks.size() + 1}));
    EXPECT_EQ(count(summary, Reason::not_consented_blank), 7u);
    EXPECT_EQ(count(summary, Reason::consent_unknown_word), 2u);
    EXPECT_TRUE(summary.counts.balance());
}

TEST_F(Released, CountsReachTheSummaryTheStatementAndTheEncodedFile)
{
    ask_consent();
    source().consent.exemption_column = "postcode", source().consent.exemptions = {"C/P P"};
    const auto summary =
        run(people({anna, ben, "R3,Cy,Ash,2020-02-03,N,,1,c/p p", "R4,Di,Ash,2020-02-03,Y,,1,", "ragged"}));
    EXPECT_EQ(
        summary.statement_counts().line(),
        R"({"read":5,"encoded":2,"excluded.not-consented-blank":1,"excluded.consent-no-date":1,"exempt.C_P_P":1,"rejected.unreadable":1})");
    const Json json = Json::parse(out("stays-here/summary.json"), "summary");
    EXPECT_EQ(json.object("rows").number("excluded"), 2);
    EXPECT_EQ(json.object("release").object("excluded").number("not-consented-blank"), 1);
    EXPECT_EQ(json.object("release").object("exempt").number("C/P P"), 1);
    const bloom::EncodedFile file(folder_ / "out/to-linkage-unit/camden.gauze");
    EXPECT_EQ(file.header().counts.read, 5u);
    EXPECT_EQ(file.header().counts.excluded, 2u);
    EXPECT_EQ(file.header().counts.encoded, 2u);
    // Faults are listed, to be mended; what people decided is counted and nowhere listed.
    EXPECT_EQ(out("stays-here/rejects.csv"),
              "file,row,line,column,reason,consequence\n"
              "people.csv,4,5,,consent-no-date,row excluded\n"
              "people.csv,5,6,,another number of cells than the header,row rejected\n");
}

TEST_F(Released, NothingOfAnExcludedRowIsInAnythingThatIsWritten)
{
    ask_consent();
    policy_.decoys_per_mille = 300; // decoys copy cells: of those who are in alone
    source().columns.push_back(
        made("given", {{"flag", "named", {}}}, {ColumnUse::link, ColumnUse::generalise}));
    std::erase_if(source().columns, [n = 0](const ColumnRule& c) mutable {
        return c.name == "given" && c.generalised.empty() && n++ == 0;
    });
    std::string text(header);
    for (int i = 0; i < 600; ++i)
        text += i % 3 == 0
                    ? fmt::format("OUT{},Zebedee,Quatermass,1999-12-{:02},N,2026-01-01,987654321,SW9 0AA\n",
                                  i, 1 + i % 28)
                    : fmt::format("IN{},Anna{},Smith,2020-02-03,Y,2026-01-01,3,SW9 0AB\n", i,
                                  static_cast<char>('a' + i % 26));
    const auto summary = run(text);
    EXPECT_EQ(summary.counts.encoded, 400u);
    EXPECT_GT(summary.decoys, 0u);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "out")) {
        if (!entry.is_regular_file()) continue;
        const std::string content = test::read_file(entry.path());
        for (const char* planted : {"OUT", "Zebedee", "Quatermass", "1999-12", "987654321"})
            EXPECT_EQ(content.find(planted), std::string::npos) << entry.path() << " " << planted;
    }
}

TEST_F(Released, EncodingsAreThoseOfAFileWithoutTheExcludedRows)
{
    ask_consent();
    const auto encodings = [&](const std::string& text) {
        test::write_file(folder_ / "people.csv", text);
        EncodeOptions options;
        options.party = "camden", options.input = folder_ / "people.csv", options.out = folder_ / "out";
        options.existing = Existing::replace, options.test_seed = "7", options.own_secret = own_secret_;
        const auto summary = encode(policy_, ProjectKey::for_tests("early-years", "1"), options);
        const std::string file = out("to-linkage-unit/camden.gauze");
        const bloom::EncodedFile read(folder_ / "out/to-linkage-unit/camden.gauze");
        std::string aggregates;
        for (const auto& one : read.header().aggregates)
            aggregates += fmt::format("{} {} {} {} ", one.present, one.equal, one.near, one.far);
        return std::pair(to_hex(std::as_bytes(read.tokens())),
                         aggregates + fmt::format("{}", summary.measured.front().repeats));
    };
    std::string all(header), some(header);
    for (int i = 0; i < 400; ++i) {
        const std::string row = fmt::format("R{},Anna{},Smith{},2020-0{}-1{},{},2026-01-01,3,\n", i,
                                            static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26),
                                            1 + i % 9, i % 10, i % 4 == 0 ? "" : "Y");
        all += row;
        if (i % 4 != 0) some += row;
    }
    EXPECT_EQ(encodings(all), encodings(some));
}

TEST_F(Released, EveryColumnOfTheFileMustBeAgreed)
{
    EXPECT_EQ(refusal(people({anna})), "");
    EXPECT_EQ(
        refusal("ref,given,family,dob,consent,cdate,visits,postcode,notes\n" + std::string(anna) + ",x\n"),
        "column-not-agreed");
    EXPECT_EQ(refusal("ref,given,family,dob,consent,cdate,visits\nR1,Anna,Smith,2020-02-03,Y,2026-01-01,3\n"),
              "column-missing");
    column("notes").uses = {ColumnUse::drop};
    EXPECT_EQ(refusal(people({anna})), ""); // what is dropped may be missing
    // A file without a header: its first row's "names" are somebody's values and are not shown.
    try {
        run(std::string(anna) + "\n");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(project::code_of(error.what()), "column-missing");
        for (const char* value : {"Anna", "Smith", "2020", "SW9"})
            EXPECT_EQ(std::string(error.what()).find(value), std::string::npos);
    }
    EXPECT_FALSE(std::filesystem::exists(folder_ / "elsewhere"));
}

TEST_F(Released, AColumnThatLinksNeverTravelsAsItStands)
{
    column("dob").uses = {ColumnUse::link, ColumnUse::payload};
    for (const PayloadKind kind :
         {PayloadKind::none, PayloadKind::code, PayloadKind::number, PayloadKind::flag}) {
        column("dob").kind = kind;
        EXPECT_EQ(refusal(people({anna})), "payload-identifies");
    }
}

// Identifiers written into columns of every kind that may travel: none gets through, each is counted.
TEST_F(Released, WhatIsNotOfTheAgreedKindIsEmptiedAndCounted)
{
    std::string names = "ref,given,family,dob,consent,cdate,visits,postcode,k_codes,k_flag,k_code,k_number\n";
    source().columns.push_back(sent("k_codes", PayloadKind::codes, {"A", "B"}));
    source().columns.push_back(sent("k_flag", PayloadKind::flag));
    source().columns.push_back(sent("k_code", PayloadKind::code));
    source().columns.push_back(sent("k_number", PayloadKind::number));
    const std::vector<std::string> planted{"Anna Smith",   "03/02/2020 09:15",
                                           "SW9 0AA",      "anna.smith@example.org",
                                           "943 476 5919", "he said he would come back on Monday",
                                           "\xff\xfe"};
    std::string text = names;
    for (const std::string& cell : planted)
        text += fmt::format("{},{},{},{},{}\n", anna, cell, cell, cell, cell);
    text += std::string(anna) + ", A ,yes,X-12,4.5\n";
    const auto summary = run(text);
    EXPECT_EQ(summary.counts.encoded, planted.size() + 1);
    for (const auto& [row, cells] : payload("analysis"))
        EXPECT_EQ(cells, (row <= planted.size() ? std::vector<std::string>{"", "", "", "", "3"}
                                                : std::vector<std::string>{"X-12", "A", "yes", "4.5", "3"}))
            << row;
    std::int64_t emptied = 0;
    for (const Json& finding : summary.findings.objects("findings"))
        if (finding.text("consequence") == "left out of the payload") emptied += finding.number("count");
    EXPECT_EQ(emptied, static_cast<std::int64_t>(4 * planted.size()));
}

TEST_F(Released, EachRecipientGetsItsColumnsAndItsRows)
{
    column("ref") = made("ref", {{"pseudonym", "child", {}}}, {ColumnUse::control, ColumnUse::generalise});
    column("dob") = made("dob", {{"month", "born", {}}, {"age-band", "age", {"2026-09-01", "0-4", "5+"}}});
    column("postcode") =
        made("postcode", {{"sector", "sector", {}}}, {ColumnUse::control, ColumnUse::generalise});
    auto& outside = policy_.governance->recipients[1];
    outside.payload = {"age", "child"};
    outside.consent_column = "consent";
    run(people({anna, ben}));
    const auto analysis = payload("analysis"), elsewhere = payload("outside");
    // By name: age, born, child, sector, visits.
    ASSERT_EQ(analysis.size(), 2u);
    EXPECT_EQ(analysis.at(1)[0], "5+");
    EXPECT_EQ(analysis.at(2)[1], "2021-03");
    EXPECT_EQ(analysis.at(1)[3], "SW9 0");
    EXPECT_EQ(analysis.at(2)[4], "4");
    ASSERT_EQ(elsewhere.size(), 1u); // Ben's consent to it is blank
    EXPECT_EQ(elsewhere.at(1)[0], "5+");
    EXPECT_EQ(elsewhere.at(1).size(), 2u);
    EXPECT_NE(elsewhere.at(1)[1], analysis.at(1)[2]); // no pseudonym is shared
    EXPECT_EQ(elsewhere.at(1)[1].size(), 26u);
    for (const char* name : {"to-analysis", "to-outside"}) {
        const std::string content = out(std::string(name) + "/camden.payload");
        for (const char* planted :
             {"R1", "R2", "2020-02-03", "2021-03-04", "SW9 0AA", "SW9 0AB", "Anna", "Smith"})
            EXPECT_EQ(content.find(planted), std::string::npos) << planted;
    }
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out/to-funder"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out/to-researcher"));
}

TEST_F(Released, APseudonymNeedsASecretOfItsCustodian)
{
    column("ref") = made("ref", {{"pseudonym", "child", {}}}, {ColumnUse::control, ColumnUse::generalise});
    own_secret_ = {};
    EXPECT_EQ(refusal(people({anna})), "pseudonym-no-secret");
}

TEST_F(Released, ListsAndConsentThatThePolicyAsksForMustBeThere)
{
    source().purpose = "nursery-safety";
    EXPECT_EQ(refusal(people({anna})), "other-purpose");
    policy_.governance->other_purposes = {"nursery-safety"};
    EXPECT_EQ(refusal(people({anna})), "");
    source().consent.mode = Consent::Mode::objection;
    EXPECT_EQ(refusal(people({anna})), "objections-missing");
    files_.objections = list("objections.csv", "ref,date\n");
    EXPECT_EQ(refusal(people({anna})), "");
    source().eligibility.postcode_column = "postcode", source().eligibility.wards = {"Stockwell"};
    EXPECT_EQ(refusal(people({anna})), "postcodes-missing");
    files_.postcodes = list("p.csv", "postcode,ward\nE17 4AB,Hoe Street\n");
    EXPECT_EQ(refusal(people({anna})), "ward-unknown");
    files_.postcodes = list("p.csv", "postcode,ward\nSW9 0AA,Stockwell\n");
    EXPECT_EQ(refusal(people({anna})), "");
    source().opt_out.column = "postcode", source().opt_out.most_days = 7;
    EXPECT_EQ(refusal(people({anna})), "opt-out-missing");
    source().opt_out = {};
    files_.opt_out = list("X-010126-0001.dat", "9434765919,\n");
    EXPECT_EQ(refusal(people({anna})), "opt-out-not-asked");
    files_.opt_out.clear();
    source().party = "tavistock";
    EXPECT_EQ(refusal(people({anna})), "source-unknown");
}

TEST_F(Released, AnOptOutIsCountedInTotalAndNotedAgainstNoRow)
{
    column("nhs").uses = {ColumnUse::control};
    source().opt_out = {.column = "nhs", .most_days = 7, .reason = {}, .unborn = false};
    const std::string day = day_from_today(-1);
    files_.opt_out =
        list(fmt::format("X-{}{}{}-0001.dat", day.substr(8, 2), day.substr(5, 2), day.substr(2, 2)),
             "9434765919,\n");
    const std::string with_nhs = "ref,given,family,dob,consent,cdate,visits,postcode,nhs\n";
    const auto summary =
        run(with_nhs + std::string(anna) + ",943 476 5919\n" + std::string(ben) + ",9876543210\n");
    EXPECT_EQ(rows_in(), (std::set<std::uint64_t>{1}));
    EXPECT_EQ(count(summary, Reason::opted_out), 1u);
    EXPECT_EQ(out("stays-here/rejects.csv"), "file,row,line,column,reason,consequence\n");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "out"))
        if (entry.is_regular_file()) {
            EXPECT_EQ(test::read_file(entry.path()).find("9876543210"), std::string::npos);
            EXPECT_EQ(test::read_file(entry.path()).find("R2"), std::string::npos);
        }
}

TEST_F(Released, TheUnbornAreNotAskedForANumberWhereThePolicySaysSo)
{
    for (const auto* name : {"nhs", "edd"}) column(name).uses = {ColumnUse::control};
    source().eligibility.birth_column = "dob", source().eligibility.expected_column = "edd";
    const std::string day = day_from_today(-1);
    files_.opt_out =
        list(fmt::format("X-{}{}{}-0001.dat", day.substr(8, 2), day.substr(5, 2), day.substr(2, 2)),
             "9434765919,\n");
    const std::string rows = "ref,given,family,dob,consent,cdate,visits,postcode,nhs,edd\n"
                             "R1,Anna,Lee,,,,1,,,2026-03-01\n"          // not born, no number
                             "R2,Ben,Lee,,,,1,,9876543210,2026-03-01\n" // whoever has a number is asked
                             "R3,Cy,Lee,2026-02-01,,,1,,,2026-03-01\n"  // was born
                             "R4,Di,Lee,,,,1,,,\n"                      // nothing says that it was not
                             "R5,Ed,Lee,,,,1,,,soon\n";
    source().opt_out = {.column = "nhs", .most_days = 7, .reason = {}, .unborn = true};
    const auto summary = run(rows);
    EXPECT_EQ(rows_in(), (std::set<std::uint64_t>{1}));
    EXPECT_EQ(count(summary, Reason::no_nhs_number), 3u);
    EXPECT_EQ(count(summary, Reason::opted_out), 1u);
}

TEST_F(Released, NobodyLeftMeansNothingWritten)
{
    ask_consent();
    EXPECT_THROW(run(people({ben})), Error);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
    std::string text(header); // more rows that stay than one batch holds
    for (int i = 0; i < 150000; ++i) text += "R,A,B,2020-01-01,,,1,\n";
    const auto summary = run(text + std::string(anna) + "\n");
    EXPECT_EQ(summary.counts.read, 150001u);
    EXPECT_EQ(summary.counts.encoded, 1u);
    EXPECT_EQ(count(summary, Reason::not_consented_blank), 150000u);
}

TEST_F(Released, TellsTheQualityOfTheFileInCountsAlone)
{
    ask_consent();
    policy_.fields.push_back(policy_.fields.back());
    policy_.fields.back().name = "nhs", policy_.fields.back().kind = project::FieldKind::nhs_number;
    policy_.fields.back().column = Column{"nhs", {}, {}, {}}, policy_.fields.back().formats.clear();
    column("nhs").uses = {ColumnUse::link};
    std::string text = "ref,given,family,dob,consent,cdate,visits,postcode,nhs\n";
    text += std::string(anna) + ",9434765919\n" + std::string(anna) + ",9434765919\n"; // one row twice
    text += "R3,Cy,Ash,2020-02-31,Y,2026-13-01,3,,9434765918\nR4,,Ash,,Y,2026-01-01,3,,12345\nR1,Di,Ash,2019-"
            "01-01,,,3,,9876543210\n";
    run(text);
    const Json quality = Json::parse(out("stays-here/quality.json"), "quality");
    EXPECT_EQ(quality.number("rows"), 5);
    EXPECT_EQ(quality.number("duplicate_rows"), 2);
    std::map<std::string, Json> of;
    for (const Json& one : quality.objects("columns")) of[one.text("name")] = one;
    EXPECT_EQ(
        of.at("nhs").object("faults").line(),
        R"({"letters among the digits, or too few or too many digits":1,"wrong check digit or letter":1})");
    EXPECT_EQ(of.at("nhs").number("duplicates"), 2);
    EXPECT_EQ(of.at("ref").number("duplicates"), 3);
    EXPECT_EQ(of.at("dob").number("missing"), 1);
    EXPECT_EQ(of.at("dob").object("faults").number(std::string(to_text(CellFault::impossible_date))), 1);
    EXPECT_EQ(of.at("given").number("missing"), 1);
    EXPECT_EQ(of.at("cdate").object("faults").number("not a date"), 1);
    const std::string bytes = out("stays-here/quality.json");
    for (const char* value : {"Anna", "Smith", "9434765919", "9434765918", "2020", "R1"})
        EXPECT_EQ(bytes.find(value), std::string::npos) << value;
}

} // namespace
} // namespace gauze::custodian
