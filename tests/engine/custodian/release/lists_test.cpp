#include "tests/engine/custodian/release/made_release.hpp"

namespace gauze::custodian {
namespace {

template <typename Action>
std::string refusal_of(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        const std::string text = error.what();
        EXPECT_EQ(text.find("9434765919"), std::string::npos); // never a value
        EXPECT_EQ(text.find("Smith"), std::string::npos);
        return std::string(project::code_of(text));
    }
    return "";
}

class OptOut : public testing::Test {
protected:
    test::TemporaryFolder folder_;
    static constexpr project::Day now = 20260610;
    std::string read(std::string_view content, const std::string& name = "8HQ50OT001-030626-0001.dat",
                     std::uint32_t most_days = 7)
    {
        test::write_file(folder_ / name, content);
        return refusal_of([&] { OptOutList(folder_ / name, most_days, now); });
    }
};

TEST_F(OptOut, ReadsTheExactFormOfTheService)
{
    test::write_file(folder_ / "8HQ50OT001-030626-0001.dat", "9876543210,\n4010232137,\n9434765919,\n");
    OptOutList list(folder_ / "8HQ50OT001-030626-0001.dat", 7, now);
    EXPECT_EQ(list.numbers(), 3u);
    EXPECT_EQ(list.made_on(), 20260603u);
    EXPECT_TRUE(list.allows("4010232137"));
    EXPECT_FALSE(list.allows("9999999468"));
    EXPECT_EQ(day_in_name("8HQ50OT001-20260603-0001.dat"), 20260603u);
}

TEST_F(OptOut, RefusesEveryOtherFormWithItsOwnCode)
{
    EXPECT_EQ(read("9434765919,\n"), "");
    EXPECT_EQ(read(""), "opt-out-empty");
    EXPECT_EQ(read("9434765919,\r\n"), "opt-out-crlf");
    EXPECT_EQ(read("9434765919\n"), "opt-out-no-comma");
    EXPECT_EQ(read("9434765919\n9876543210,\n"), "opt-out-no-comma");
    EXPECT_EQ(read("943476591,\n"), "opt-out-not-a-number");
    EXPECT_EQ(read("943 476 5919,\n"), "opt-out-not-a-number");
    EXPECT_EQ(read("9434765919,Smith\n"), "opt-out-not-a-number");
    EXPECT_EQ(read("\n"), "opt-out-not-a-number");
    EXPECT_EQ(read("nhs_number\n9434765919,\n"), "opt-out-not-a-number");
    EXPECT_EQ(read("9434765918,\n"), "opt-out-check-digit");
    EXPECT_EQ(read("9999999999,\n"), "opt-out-check-digit");
    EXPECT_EQ(read("9434765919,"), "opt-out-cut-short");
    EXPECT_EQ(read("9434765919,\n90005436"), "opt-out-cut-short");
    EXPECT_EQ(read("9434765919,\n9434765919,\n"), "opt-out-twice");
    EXPECT_EQ(read("The file contains one or more invalid NHS Numbers. \n"), "opt-out-not-a-number");
}

TEST_F(OptOut, RefusesAListOfAnotherDayThanThePolicyAllows)
{
    const std::string good = "9434765919,\n";
    EXPECT_EQ(read(good, "X26HC-030626-0001.dat"), "");
    EXPECT_EQ(read(good, "X26HC-020626-0001.dat"), "opt-out-stale");
    EXPECT_EQ(read(good, "X26HC-020626-0001.dat", 8), "");
    EXPECT_EQ(read(good, "X26HC-100626-0001.dat", 0), "");
    EXPECT_EQ(read(good, "X26HC-110626-0001.dat"), "opt-out-in-future");
    for (const char* name : {"allowed.dat", "X26HC-030626-0001.csv", "X26HC-030626.dat",
                             "X26HC-310226-0001.dat", "X26HC-030626-001.dat", "X26HC-03June-0001.dat",
                             "-030626-0001.dat", "x26hc-030626-0001.dat", "X26HC-030626-0001-2.dat"})
        EXPECT_EQ(read(good, name), "opt-out-name") << name;
}

TEST_F(OptOut, WritesTheNumbersToSubmitInTheSameForm)
{
    test::write_file(
        folder_ / "people.csv",
        "name,nhs\nA,943 476 5919\nB,9876543210\nC,\nD,9434765919\nE,9434765918\nF,9434765919.0\nragged\n");
    const auto written =
        write_opt_out_request(folder_ / "people.csv", "nhs", "8HQ50OT001", 7, folder_.path(), now);
    EXPECT_EQ(written.file.filename(), "8HQ50OT001-100626-0007.dat");
    EXPECT_EQ(test::read_file(written.file), "9434765919,\n9876543210,\n");
    EXPECT_EQ(written.rows, 7u);
    EXPECT_EQ(written.numbers, 2u);
    EXPECT_EQ(written.without_number, 3u);
    EXPECT_EQ(std::filesystem::status(written.file).permissions(), std::filesystem::perms(0600));
    OptOutList list(written.file, 0, now); // and reads it
    EXPECT_EQ(list.numbers(), 2u);
    EXPECT_THROW(write_opt_out_request(folder_ / "people.csv", "nhs", "8HQ50OT001", 7, folder_.path(), now),
                 Error);
    EXPECT_THROW(write_opt_out_request(folder_ / "people.csv", "nhs", "../X", 7, folder_.path(), now), Error);
}

class Lists : public testing::Test {
protected:
    test::TemporaryFolder folder_;
    PersonLists lists_{ListNames{"service_ref", "nhs_number", "service", {"liia", "outside"}}};
    std::filesystem::path file(std::string_view content)
    {
        test::write_file(folder_ / "list.csv", content);
        return folder_ / "list.csv";
    }
    bool objects(std::string_view id, std::string_view nhs = "", std::string_view service = "")
    {
        return lists_.look_up({id, nhs, service}).all[static_cast<std::size_t>(Wish::object)];
    }
};

TEST_F(Lists, MeetRowsByEitherReferenceHoweverItIsWritten)
{
    lists_.read_objections(
        file("service_ref,nhs_number,date\nab-17,,2026-01-01\n,943 476 5919,01/02/2026\n"));
    EXPECT_TRUE(objects(" AB-17 "));
    EXPECT_FALSE(objects("AB17"));
    EXPECT_TRUE(objects("other", "9434765919"));
    EXPECT_FALSE(objects("", ""));
    EXPECT_FALSE(objects("other", "9876543210"));
}

TEST_F(Lists, StopOneServiceAndNotTheOthers)
{
    lists_.read_objections(file("service_ref,service\nR1,nursery\nR2,\n"));
    EXPECT_TRUE(objects("R1", "", "Nursery"));
    EXPECT_FALSE(objects("R1", "", "housing"));
    EXPECT_TRUE(objects("R2", "", "housing"));
    EXPECT_TRUE(objects("R2", "", ""));
}

TEST_F(Lists, KeepARowFromOneRecipientAlone)
{
    lists_.read_objections(file("service_ref,recipient\nR1,outside\n"));
    const WishesFound found = lists_.look_up({"R1", "", ""});
    EXPECT_FALSE(found.all[0]);
    EXPECT_EQ(found.recipients[0], 2u);
}

TEST_F(Lists, CountEntriesThatMeetNobody)
{
    lists_.read_rights(
        file("ref,right,date\nR1,restrict,2026-01-01\nR2,erase,\nR3,rectify,2026-01-01\nR4,object,soon\n"));
    EXPECT_TRUE(lists_.look_up({"R1", "", ""}).all[static_cast<std::size_t>(Wish::restrict)]);
    EXPECT_FALSE(lists_.look_up({"R3", "", ""}).all[static_cast<std::size_t>(Wish::restrict)]);
    const auto counts = lists_.counts();
    ASSERT_EQ(counts.size(), 1u);
    EXPECT_EQ(counts[0].first, "rights");
    EXPECT_EQ(counts[0].second.entries, 4u);
    EXPECT_EQ(counts[0].second.unmatched, 2u);
    EXPECT_EQ(counts[0].second.without_effect, 1u);
    EXPECT_EQ(counts[0].second.bad_dates, 2u);
}

TEST_F(Lists, PassOverNobodysWish)
{
    const auto objections = [&](std::string_view text) {
        return refusal_of([&] {
            PersonLists(ListNames{"service_ref", "nhs_number", "", {"liia"}}).read_objections(file(text));
        });
    };
    EXPECT_EQ(objections("service_ref,date\nR1,2026-01-01\n"), "");
    EXPECT_EQ(objections("service_ref,date\n"), ""); // nobody objected
    EXPECT_EQ(objections("name,date\nSmith,2026-01-01\n"), "list-no-reference");
    EXPECT_EQ(objections("service_ref,date\n,2026-01-01\n"), "list-entry-blank");
    EXPECT_EQ(objections("service_ref,date\nSmith,2026-01-01,3\n"), "list-entry-damaged");
    EXPECT_EQ(objections("service_ref,date\n\"Smith,2026-01-01\n"), "list-entry-damaged");
    EXPECT_EQ(objections("nhs_number\n9.43E+09\n"), "list-entry-damaged");
    EXPECT_EQ(objections("service_ref\n9.43E+09\n"), "list-entry-damaged");
    EXPECT_EQ(objections("nhs_number\nSmith\n"), "list-entry-damaged");
    EXPECT_EQ(objections("service_ref,recipient\nR1,nobody\n"), "list-unknown-recipient");
    const auto rights = [&](std::string_view text) {
        return refusal_of([&] { PersonLists(ListNames{"service_ref", "", "", {}}).read_rights(file(text)); });
    };
    EXPECT_EQ(rights("service_ref,right\nR1,forget\n"), "list-unknown-right");
    EXPECT_EQ(rights("service_ref\nR1\n"), "list-unknown-right");
}

TEST(PostcodeWardsList, FindsWardsAndRefusesWhatContradicts)
{
    test::TemporaryFolder folder;
    const auto read = [&](std::string_view text) {
        test::write_file(folder / "p.csv", text);
        return PostcodeWards(folder / "p.csv");
    };
    const PostcodeWards wards =
        read("sector,postcode,ward\nx,sw9 0aa,Stockwell\nx,SW90AB,stockwell\nx,E17 4AB,Hoe Street\n");
    EXPECT_EQ(wards.ward_of("SW90AA").ward, "Stockwell");
    EXPECT_EQ(wards.ward_of(" sw9 0ab").ward, "Stockwell");
    EXPECT_EQ(wards.ward_of("SW9 0AC").ward, "");
    EXPECT_FALSE(wards.ward_of("SW9 0AC").blank);
    EXPECT_TRUE(wards.ward_of("").blank);
    EXPECT_TRUE(wards.ward_of("none").blank);
    EXPECT_EQ(refusal_of([&] { read("postcode\nSW9 0AA\n"); }), "postcodes-columns");
    EXPECT_EQ(refusal_of([&] { read("postcode,ward\n"); }), "postcodes-empty");
    EXPECT_EQ(refusal_of([&] { read("postcode,ward\nSmith,x\n"); }), "postcodes-damaged");
    EXPECT_EQ(refusal_of([&] { read("postcode,ward\nSW9 0AA,\n"); }), "postcodes-damaged");
    EXPECT_EQ(refusal_of([&] { read("postcode,ward\nSW9 0AA,a\nSW90AA,b\n"); }), "postcodes-contradict");
}

} // namespace
} // namespace gauze::custodian
