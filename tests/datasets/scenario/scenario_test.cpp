#include "bloom/base/error.hpp"
#include "bloom/base/parallel.hpp"
#include "datasets/synth/scenario/scenario.hpp"
#include "tests/datasets/scenario/sample_scenario.hpp"

#include <algorithm>
#include <cmath>

namespace gauze::synth::scenario {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> all_files(const fs::path& folder)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename() != ".gauze-output")
            files[fs::relative(entry.path(), folder).string()] = whole(entry.path());
    return files;
}

std::string header_of(const Made& made, const std::string& file)
{
    const std::string text = whole(made.options.out / file);
    return text.substr(0, text.find('\n'));
}

// Typed from the page; where it says "...", the columns of the file before it.
const std::map<std::string, std::map<std::string, std::string>> columns_of_the_page{
    {"leap",
     {{"nhs-a/nhs_a.csv", "service_ref,nhs_number,child_given,child_family,child_dob,edd,sex,mother_given,"
                          "mother_family,mother_dob,"
                          "child_postcode,parent_postcode,ethnicity,disability,service_code,sessions,first_"
                          "date,last_date,domain,"
                          "outcome_pre,outcome_post"},
      {"nhs-b/nhs_b.csv", "service_ref,nhs_number,child_given,child_family,child_dob,edd,sex,mother_given,"
                          "mother_family,mother_dob,"
                          "child_postcode,parent_postcode,ethnicity,disability,service_code,sessions,first_"
                          "date,last_date,domain,"
                          "outcome_pre,outcome_post"},
      {"council/council.csv",
       "service_ref,child_given,child_family,child_dob,edd,sex,mother_given,mother_family,mother_dob,"
       "child_postcode,parent_postcode,ethnicity,disability,service_code,sessions,first_date,last_date,"
       "domain,"
       "outcome_pre,outcome_post,consent,consent_date,form_version"},
      {"charity/charity.csv",
       "service_ref,child_given,child_family,child_dob,age,edd,sex,mother_given,mother_family,mother_dob,"
       "child_postcode,parent_postcode,ethnicity,disability,service_code,sessions,first_date,last_date,"
       "domain,"
       "outcome_pre,outcome_post,consent,consent_date,form_version"},
      {"nhs-a/objections.csv", "service_ref,nhs_number,date"},
      {"nhs-b/objections.csv", "service_ref,nhs_number,date"},
      {"council/withdrawals.csv", "service_ref,date"},
      {"charity/withdrawals.csv", "service_ref,date"}}},
    {"camden",
     {{"cnwl-hv/hv.csv",
       "nhs_number,child_given,child_family,dob,sex,address,postcode,carer_given,carer_family,carer_dob,"
       "review_type,review_date,review_result"},
      {"camden-cc/cc.csv",
       "family_ref,person_ref,role,given,family,dob,sex,address,postcode,upn,ethnicity,work_status,"
       "family_makeup,centre,attendances,last_attended"},
      {"tavi-camhs-slt/camhs_slt.csv", "nhs_number,given,family,dob,sex,postcode,team,episodes,closed_date"},
      {"camden-cc/relationships.csv", "person_ref,related_ref,relation,same_household"},
      {"camden-cc/family_worker.csv", "family_ref,start,end,consent,cpp"},
      {"camden-ph/pcps.csv", "person_ref,consent_pcps,form_version,date"},
      {"camden-cc/rights.csv", "ref,right,service,date"},
      {"cnwl-hv/rights.csv", "ref,right,service,date"},
      {"tavi-camhs-slt/rights.csv", "ref,right,service,date"},
      {"nurseries/nursery.csv", "child_ref,given,family,dob,sex,postcode,site,start,days_a_week"}}},
    {"liia",
     {{"waltham-forest/child.csv", "la_child_id,given,family,dob,edd,gender,ethnicity18,postcode,upn"},
      {"waltham-forest/referrals.csv", "la_child_id,date,source,outcome"},
      {"waltham-forest/s47.csv", "la_child_id,start,outcome"},
      {"waltham-forest/cin.csv", "la_child_id,start,end,need_code"},
      {"waltham-forest/cp.csv", "la_child_id,start,end,category"},
      {"city-of-london/cla.csv", "la_child_id,start,end,legal_status,need_code"},
      {"camden/placements.csv", "la_child_id,start,end,provider_code,placement_postcode"}}},
    {"oldham",
     {{"oldham/la_family.csv", "family_ref,person_ref,role,given,family,gender,dob,address,postcode,nino,upn,"
                               "ethnicity,language,reasons,"
                               "involvement,start,end"},
      {"moj/moj_pnc.csv", "pnc_ref,given,family,dob,gender,postcode,offence_date,offence_group"},
      {"moj/moj_prison.csv", "pnc_ref,given,family,dob,gender,postcode,reception,release"},
      {"dfe/dfe_npd.csv", "upn,given,family,dob,gender,postcode,year,attendance_pct,exclusions,attainment"},
      {"dfe/dfe_ilr.csv", "upn,given,family,dob,gender,postcode,year,level,funding,completed"},
      {"dwp/dwp_wpls.csv",
       "nino,given,family,dob,gender,postcode,benefit,spell_start,spell_end,earnings_year,earnings"}}},
    {"bradford",
     {{"trust-universal/universal.csv",
       "person_ref,given,family,dob,gender,address,postcode,ethnicity,send,service,last_used"},
      {"trust-earlyhelp/earlyhelp.csv",
       "person_ref,given,family,dob,gender,address,postcode,ethnicity,send,family_ref,reason_codes,"
       "assessment_date,plan_status,basis,consent"},
      {"bthft/bthft.csv", "nhs_number,given,family,dob,gender,address,postcode,condition_group,admissions"},
      {"schools/schools.csv", "upn,given,family,dob,gender,postcode,attendance_pct,exclusions"},
      {"incommunities/housing.csv",
       "tenancy_ref,tenant_given,tenant_family,tenant_dob,address,uprn,arrears_band,tenure"},
      {"dwp/dwp.csv", "nino,given,family,dob,gender,address,postcode,workless_from,workless_to"},
      {"police/police_offences.csv",
       "offence_ref,given,family,dob,gender,postcode,offence_date,offence_group"},
      {"police/police_victims.csv", "victim_ref,given,family,dob,gender,postcode,crime_date,crime_group"},
      {"trust-universal/stop_requests.csv", "person_ref,service,date"},
      {"trust-earlyhelp/stop_requests.csv", "person_ref,service,date"}}}};

class EverySystem : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Scenario, EverySystem,
                         ::testing::Values("leap", "camden", "liia", "oldham", "bradford"),
                         [](const auto& system) { return system.param; });

TEST_P(EverySystem, HasTheColumnsOfThePage)
{
    const Made& one = made(GetParam());
    for (const auto& [file, columns] : columns_of_the_page.at(GetParam()))
        EXPECT_EQ(header_of(one, file), columns) << file;
}

TEST_P(EverySystem, ListsEachRowAboutAPersonOnceInTheTruthAndThePersonToo)
{
    const Made& one = made(GetParam());
    std::set<std::string> persons, listed;
    for (const auto& [person, cells] : one.persons()) persons.insert(person);
    const Table truth = one.file("truth/truth.csv");
    std::map<std::string, Table> files;
    for (std::size_t i = 0; i < truth.rows.size(); ++i) {
        const std::string name = truth.cell(i, "party") + "/" + truth.cell(i, "file");
        if (!files.contains(name)) files.emplace(name, one.file(name));
        const std::size_t row = std::stoul(truth.cell(i, "row"));
        ASSERT_TRUE(listed.insert(fmt::format("{} {}", name, row)).second) << "a row twice";
        ASSERT_TRUE(persons.contains(truth.cell(i, "person"))) << name << row;
        ASSERT_LE(row, files.at(name).rows.size()) << name;
        const std::string& reference = truth.cell(i, "reference");
        const std::vector<std::string>& cells = files.at(name).rows[row - 1];
        if (!reference.empty()) {
            ASSERT_NE(std::find(cells.begin(), cells.end(), reference), cells.end()) << name;
        }
    }
    for (const auto& [name, file] : files) {
        const bool about_families_too =
            name == "camden-cc/family_worker.csv" || name == "public/postcodes.csv";
        if (about_families_too) continue;
        for (std::size_t row = 1; row <= file.rows.size(); ++row)
            ASSERT_TRUE(listed.contains(fmt::format("{} {}", name, row))) << name;
    }
}

TEST_P(EverySystem, ListsAsManyOfEachTrapAsItCounts)
{
    const Made& one = made(GetParam());
    std::size_t traps = 0;
    for (const Json& planted : one.manifest.objects("planted")) {
        const auto found = one.planted.find(planted.text("planted"));
        const std::size_t listed = found == one.planted.end() ? 0 : found->second.size();
        EXPECT_EQ(static_cast<std::size_t>(planted.number("count")), listed) << planted.text("planted");
        ++traps;
    }
    EXPECT_GE(traps, 4u);
    for (const Json& party : one.manifest.objects("parties"))
        for (const Json& file : party.objects("files"))
            if (file.text("file").ends_with(".csv")) {
                EXPECT_EQ(one.file(party.text("name") + "/" + file.text("file")).rows.size(),
                          static_cast<std::size_t>(file.number("rows")));
            }
}

// Rows are shuffled: whether a row's person comes before the next one's is a coin. Neighbours overlap, so
// that the number of rises in n rows has variance n / 12; five standard deviations.
TEST_P(EverySystem, TellsThePartiesNothingOfTheTruth)
{
    const Made& one = made(GetParam());
    std::map<std::string, std::vector<std::string>> people;
    const Table truth = one.file("truth/truth.csv");
    for (std::size_t i = 0; i < truth.rows.size(); ++i)
        people[truth.cell(i, "party") + "/" + truth.cell(i, "file")].push_back(truth.cell(i, "person"));
    for (const auto& [file, order] : people) {
        double rises = 0, steps = 0;
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (order[i - 1] == order[i]) continue;
            rises += order[i - 1] < order[i] ? 1 : 0;
            ++steps;
        }
        EXPECT_NEAR(rises, steps / 2, 5 * std::sqrt(steps / 12) + 2) << file;
        const std::string text = whole(one.options.out / file);
        for (std::size_t i = 0; i < order.size(); i += 97)
            EXPECT_EQ(text.find(order[i]), std::string::npos) << file;
    }
}

TEST_P(EverySystem, UsesNoNumberForTwoPeople)
{
    std::set<std::string> nhs, ninos;
    std::size_t with_number = 0;
    for (const auto& [person, cells] : made(GetParam()).persons()) {
        if (!cells.at("nhs_number").empty()) ++with_number, nhs.insert(cells.at("nhs_number"));
        EXPECT_TRUE(cells.at("nino").empty() || ninos.insert(cells.at("nino")).second) << person;
    }
    EXPECT_EQ(nhs.size(), with_number);
}

TEST(Scenario, WritesTheSameBytesForTheSameSeedAndAnyNumberOfThreads)
{
    for (const auto& [system, per_mille] :
         {std::pair{"leap", 50u}, {"camden", 20u}, {"liia", 20u}, {"oldham", 10u}, {"bradford", 10u}}) {
        ScenarioOptions options = options_for(system, per_mille, 3);
        options.hostile = std::string(system) == "leap";
        set_threads(1);
        const Made one(options);
        set_threads(2);
        const Made two(options);
        options.seed = 4;
        const Made other(options);
        set_threads(0);
        const auto files = all_files(one.options.out), others = all_files(other.options.out);
        EXPECT_EQ(files, all_files(two.options.out)) << system;
        for (const auto& [name, bytes] : files)
            if (others.contains(name) && bytes.size() > 300) {
                EXPECT_NE(bytes, others.at(name)) << name;
            }
    }
}

TEST(Scenario, WritesEachFileInEachHostileFormAndListsWhatItChanged)
{
    ScenarioOptions options = options_for("leap", 50);
    options.hostile = true;
    const Made one(options);
    const Table listed = one.file("truth/hostile.csv");
    std::map<std::string, std::set<std::pair<std::size_t, std::string>>> places; // by hostile file
    for (std::size_t i = 0; i < listed.rows.size(); ++i) {
        const std::string stem = fs::path(listed.cell(i, "file")).stem().string();
        auto& of_form = places[fmt::format("{}/hostile/{}.{}.csv", listed.cell(i, "party"), stem,
                                           listed.cell(i, "form"))];
        if (!listed.cell(i, "row").empty())
            of_form.emplace(std::stoul(listed.cell(i, "row")), listed.cell(i, "column"));
    }
    std::size_t csv_files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(one.options.out)) {
        const fs::path path = fs::relative(entry.path(), one.options.out);
        if (path.extension() == ".csv" && *path.begin() != "truth" &&
            path.parent_path().filename() != "hostile")
            ++csv_files;
    }
    EXPECT_EQ(places.size(), csv_files * 13);
    for (const auto& [name, changed] : places) {
        ASSERT_TRUE(fs::exists(one.options.out / name)) << name;
        const std::string form = fs::path(name).stem().extension().string();
        if (form == ".utf-16" || form == ".windows-1252" || form == ".ragged") continue; // hostile_test.cpp
        const fs::path clean =
            fs::path(name).parent_path().parent_path() / (fs::path(name).stem().stem().string() + ".csv");
        const auto rows = five::cells_of(whole(one.options.out / clean));
        const auto read = five::cells_of(whole(one.options.out / name));
        std::set<std::pair<std::size_t, std::string>> differ;
        ASSERT_EQ(rows.size(), read.size()) << name;
        for (std::size_t row = 0; row < rows.size(); ++row)
            for (std::size_t i = 0; i < rows[row].size(); ++i)
                if (rows[row][i] != read[row].at(i)) differ.emplace(row, rows[0][i]);
        EXPECT_EQ(differ, changed) << name;
    }
}

TEST(Scenario, NamesTheFiveSystemsWhenItKnowsNoSuchOne)
{
    const TemporaryFolder folder;
    ScenarioOptions options = options_for("lambeth", 10);
    options.out = folder.path() / "made";
    try {
        write_scenario(options);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::usage);
        for (const auto* name : {"leap", "camden", "liia", "oldham", "bradford"})
            EXPECT_NE(error.hint().find(name), std::string::npos);
    }
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Scenario, KeepsWhatIsThereUnlessToldToReplaceIt)
{
    const TemporaryFolder folder;
    ScenarioOptions options = options_for("leap", 20);
    options.out = folder.path() / "made";
    write_scenario(options);
    const auto before = all_files(options.out);
    options.seed = 2;
    EXPECT_THROW(write_scenario(options), Error);
    EXPECT_EQ(all_files(options.out), before);
    options.existing = Existing::replace;
    write_scenario(options);
    EXPECT_NE(all_files(options.out), before);
    options.system = "camden"; // made by another system: not ours to replace
    EXPECT_THROW(write_scenario(options), Error);
}

TEST(Scenario, LeavesNothingWhereItCannotWrite)
{
    const TemporaryFolder folder;
    ScenarioOptions options = options_for("leap", 20);
    options.out = folder.path() / "absent" / "made";
    EXPECT_THROW(write_scenario(options), Error);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

} // namespace
} // namespace gauze::synth::scenario
