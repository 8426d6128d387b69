// What councils really send, and what else can go wrong: each a clear error or a counted reject, with the
// exit code of the table in docs/file-formats.md, never a value of a cell, never a half-written output.
#include "bloom/base/json.hpp"
#include "tests/programs/running.hpp"

#include <sys/resource.h>

namespace gauze::test {
namespace {

class BadInput : public Project {
protected:
    // Refused with this code, in words, without a value of the file, and without an output.
    void refused(const Outcome& outcome, int code, std::string_view says, const std::string& out = "clinic")
    {
        EXPECT_EQ(outcome.exit, code) << outcome.out << outcome.err;
        EXPECT_NE(outcome.err.find("error: "), std::string::npos);
        EXPECT_TRUE(outcome.says(says)) << outcome.err;
        EXPECT_FALSE(outcome.says("Marigold")) << "a value was shown: " << outcome.err;
        EXPECT_FALSE(std::filesystem::exists(desk_ / out));
        for (const auto& entry : std::filesystem::directory_iterator(desk_.folder().path()))
            EXPECT_EQ(entry.path().filename().string().find(".partial-"), std::string::npos) << entry.path();
    }
    struct Rows {
        std::int64_t read, encoded, excluded, rejected;
    };
    // Encoded, with every row accounted for.
    Rows counted(const Outcome& outcome, const std::string& out = "clinic")
    {
        EXPECT_EQ(outcome.exit, 0) << outcome.err;
        EXPECT_FALSE(outcome.says("Marigold"));
        const Json rows =
            Json::parse(read_file(desk_ / out / "stays-here/summary.json"), "summary").object("rows");
        const Rows n{rows.number("read"), rows.number("encoded"), rows.number("excluded"),
                     rows.number("rejected")};
        EXPECT_EQ(n.read, n.encoded + n.excluded + n.rejected);
        return n;
    }
    std::string rejects() { return read_file(desk_ / "clinic/stays-here/rejects.csv"); }
    static std::string with(const std::string& rows) { return std::string(header) + rows; }
    const std::string good_ = "1,Marigold,Smith,1990-01-02,3\n";
};

TEST_F(BadInput, AnEmptyFile) { refused(encode(""), 65, "empty"); }
TEST_F(BadInput, AHeaderWithoutRows) { refused(encode(with("")), 65, "no rows"); }
TEST_F(BadInput, AMissingColumn)
{
    refused(encode("ref,forename,dob,visits\n1,Marigold,1990-01-02,3\n"), 65, "surname");
}
TEST_F(BadInput, AColumnThatStandsTwice)
{
    refused(encode("ref,forename,surname,dob,visits,dob\n1,Marigold,Smith,1990-01-02,3,1990-01-02\n"), 65,
            "columns 4 and 6");
}
TEST_F(BadInput, AFileWithoutAHeader) { refused(encode(good_ + good_), 65, "column"); }
TEST_F(BadInput, AFolderInsteadOfAFile)
{
    std::filesystem::create_directory(desk_ / "folder");
    refused(desk_.run(encode_words("clinic", "folder", "clinic")), 66, "folder");
}
TEST_F(BadInput, AFileThatIsNotThere)
{
    refused(desk_.run(encode_words("clinic", "none.csv", "clinic")), 66, "none.csv");
}

TEST_F(BadInput, AColumnThatNobodyAskedForIsLeftAlone)
{
    const auto n =
        counted(encode("extra,ref,forename,surname,dob,visits\nMarigold,1,Anna,Smith,1990-01-02,3\n"));
    EXPECT_EQ(n.encoded, 1);
}

TEST_F(BadInput, BrokenRowsAreRejectedOneByOne)
{
    const std::string nul("4,Mari\0gold,Smith,1990-01-02,3\n", 31);
    const auto n =
        counted(encode(with(good_ + "2,Marigold,Smith\n" + "3,Marigold,Smith,1990-01-02,3,4\n" + nul +
                            "5,\"Marigold,Smith,1990-01-02,3\n" + "6,Anna,Smith,1990-01-02,3\n" + "7," +
                            std::string(1'100'000, 'x') + ",Smith,1990-01-02,3\n" +
                            "8,\"Marigold\"x,Smith,1990-01-02,3\n" + "9,Ben,Jones,1991-03-04,1\n")));
    EXPECT_EQ(n.read, 9);
    EXPECT_EQ(n.rejected, 6);
    EXPECT_EQ(n.encoded, 3);
    for (const int row : {2, 3, 4, 5, 7, 8})
        EXPECT_NE(rejects().find("\nclinic.csv," + std::to_string(row) + ","), std::string::npos)
            << rejects();
    EXPECT_EQ(rejects().find("Marigold"), std::string::npos);
}

TEST_F(BadInput, BadCellsCostNoRow)
{
    const auto n =
        counted(encode(with("1,Marigold,Smith,1974-02-31,3\n2,Marigold,Jones,197q-0o-01,3\n"
                            "3,Mari\xffgold Zo\xc3\xab,Brown,1990-01-02,3\n4,Anna,White,43831,3\n5,,,,9\n")));
    EXPECT_EQ(n.encoded, 4);
    EXPECT_EQ(n.excluded, 1);
    for (const char* row : {"clinic.csv,1,2,dob,", "clinic.csv,2,3,dob,", "clinic.csv,3,4,forename,",
                            "clinic.csv,4,5,dob,", "clinic.csv,5,6,,"})
        EXPECT_NE(rejects().find(row), std::string::npos) << row << "\n" << rejects();
}

TEST_F(BadInput, NumbersThatASpreadsheetMangledAreMissingAndCounted)
{
    write_file(desk_ / "policy.toml",
               policy("study") + "\n[[field]]\nname = \"nhs\"\nkind = \"nhs-number\"\n");
    const auto n =
        counted(encode("ref,forename,surname,dob,visits,nhs\n1,Marigold,Smith,1990-01-02,3,9.43E+09\n"));
    EXPECT_EQ(n.encoded, 1);
    EXPECT_NE(rejects().find(",nhs,"), std::string::npos);
    EXPECT_EQ(rejects().find("9.43"), std::string::npos);
}

TEST_F(BadInput, AnOutputThatExistsOrWhoseFolderDoesNot)
{
    ASSERT_EQ(encode(with(good_)).exit, 0);
    const Outcome again = encode(with(good_));
    EXPECT_EQ(again.exit, 74);
    EXPECT_TRUE(again.says("--force"));
    refused(encode(with(good_), "clinic", "no/such/folder"), 74, "no/such", "no");
}

TEST_F(BadInput, AFullDisk)
{
    const Desk full([] {
        (void)std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{4096, 4096};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    for (const char* file : {"policy.toml", "project.key"}) std::filesystem::copy(desk_ / file, full / file);
    write_file(full / "clinic.csv", with(rows(0, 2000)));
    const auto before = full.folder().entries();
    const Outcome outcome = full.run(encode_words("clinic", "clinic.csv", "clinic"));
    EXPECT_EQ(outcome.exit, 74) << outcome.err;
    EXPECT_EQ(full.folder().entries(), before);
}

TEST_F(BadInput, AKeyThatIsWrongOpenOrOfAnotherProject)
{
    write_file(desk_ / "clinic.csv", with(good_));
    std::filesystem::permissions(desk_ / "project.key", std::filesystem::perms{0644});
    refused(desk_.run(encode_words("clinic", "clinic.csv", "clinic")), 77, "chmod 600");
    std::filesystem::permissions(desk_ / "project.key", std::filesystem::perms{0600});
    write_file(desk_ / "policy.toml", policy("other"));
    refused(desk_.run(encode_words("clinic", "clinic.csv", "clinic")), 77, "other");
    write_file(desk_ / "project.key", "nonsense");
    refused(desk_.run(encode_words("clinic", "clinic.csv", "clinic")), 65, "project.key");
}

class BadLink : public BadInput {
protected:
    void SetUp() override
    {
        BadInput::SetUp();
        encode_both();
    }
};

TEST_F(BadLink, FilesOfAnotherKeyOrPolicy)
{
    std::filesystem::remove_all(desk_ / "school");
    std::filesystem::remove(desk_ / "project.key");
    ASSERT_EQ(desk_.run({"gauze", "key", "new", "--policy", "policy.toml", "--out", "project.key"}).exit, 0);
    ASSERT_EQ(encode(with(rows(0, 5)), "school").exit, 0);
    refused(link(), 77, "different keys", "linked");

    write_file(desk_ / "policy.toml", policy("study") + "# a remark changes nothing\n");
    refused(link(), 77, "different keys", "linked");
    write_file(desk_ / "policy.toml", "# another threshold is another agreement\n" + policy("study") +
                                          "[[field]]\nname = \"sex\"\nkind = \"sex\"\n");
    refused(link(), 77, "policy", "linked");
}

TEST_F(BadLink, TooFewFilesTwoOfOnePartyAndAStrangersFile)
{
    const auto with_files = [&](std::vector<std::string> files) {
        std::vector<std::string> words{"gauze",      "link",         "--policy", "policy.toml",
                                       "--identity", "identity.key", "--out",    "linked"};
        words.insert(words.end(), files.begin(), files.end());
        return desk_.run(words);
    };
    refused(with_files({clinic_}), 2, "at least two parties", "linked");
    refused(with_files({clinic_, clinic_}), 65, "party clinic", "linked");
    refused(with_files({clinic_, "school.csv"}), 65, "not an encoded file", "linked");
    refused(with_files({clinic_, "clinic/to-researcher/clinic.payload"}), 65, "not an encoded file",
            "linked");
    refused(with_files({clinic_, "school"}), 66, "folder", "linked");
    EXPECT_EQ(with_files({clinic_, "--dedup"}).exit, 0);
}

TEST_F(BadLink, ATruncatedABitFlippedAndANewerFile)
{
    const std::string whole = read_file(desk_ / school_);
    std::string bad = whole.substr(0, whole.size() - 100);
    write_file(desk_ / school_, bad);
    refused(link(), 65, "ends inside", "linked");
    bad = whole;
    bad[whole.size() - 5000] = static_cast<char>(bad[whole.size() - 5000] ^ 16);
    write_file(desk_ / school_, bad);
    refused(link(), 65, "damaged", "linked");
    bad = whole;
    bad[8] = 9;
    write_file(desk_ / school_, bad);
    refused(link(), 65, "update gauze", "linked");
}

TEST_F(BadLink, AThresholdThatIsNone)
{
    auto words = link_words("linked");
    for (const char* threshold : {"0", "1.5", "high", "-0.5", "0.1234567890123"}) {
        auto asked = words;
        asked.insert(asked.end(), {"--threshold", threshold});
        refused(desk_.run(asked), 2, "threshold", "linked");
    }
}

TEST_F(BadLink, AnUnknownKernel)
{
    const Desk odd([] { ::setenv("GAUZE_KERNEL", "abacus", 1); });
    for (const char* file : {"policy.toml", "identity.key"}) std::filesystem::copy(desk_ / file, odd / file);
    for (const std::string& file : {clinic_, school_}) {
        std::filesystem::create_directories((odd / file).parent_path());
        std::filesystem::copy(desk_ / file, odd / file);
    }
    const Outcome outcome = odd.run(link_words("linked"));
    EXPECT_EQ(outcome.exit, 78);
    EXPECT_TRUE(outcome.says("scalar"));
}

} // namespace
} // namespace gauze::test
