// Encoded files with strata and rarity classes, which are of version 4; those without stay what they were.
#include "bloom/base/error.hpp"
#include "bloom/encoded_file.hpp"
#include "tests/bloom/made_encoded_file.hpp"
#include "tests/bloom/made_filters.hpp"
#include "tests/temporary_folder.hpp"

#include <cstring>
#include <functional>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::bloom {
namespace {

using test::read_file;
using test::write_file;

constexpr std::size_t rows = 41;

class EncodedCoarse : public testing::Test {
protected:
    static EncodedHeader header(bool blocks = false)
    {
        EncodedHeader header{.program = "test",
                             .project = "study",
                             .policy = "p0",
                             .specification = "s0",
                             .check = "c0",
                             .party = "hospital",
                             .profile = "custom",
                             .counts = {rows, rows, 0, 0},
                             .views = {{"shown", {100}}}};
        header.fields = {"given", "family", "dob"};
        if (blocks) header.blocks = {{"near", 12}};
        header.strata = {{"age", 5}, {"area", 34}};
        header.rarity = {"given", "dob"};
        return header;
    }
    // Row r has strata r % 5 and r % 34, and classes r % 13 and (r + 1) % 13.
    static std::uint8_t value(std::size_t row, std::size_t which)
    {
        const std::size_t below[] = {5, 34, 13, 13};
        return static_cast<std::uint8_t>((row + (which == 3)) % below[which]);
    }
    // One byte may be put into the place of another.
    void write(const EncodedHeader& with, int instead = -1, std::size_t at = 0)
    {
        std::vector<std::vector<std::byte>> sections;
        for (const SectionShape& shape : sections_of(with)) {
            auto& bytes = sections.emplace_back(shape.row_bytes * rows);
            if (shape.name == "tokens") {
                const auto tokens = test::made_tokens(rows, 3);
                std::memcpy(bytes.data(), tokens.data(), bytes.size());
            }
            if (shape.name == "view:shown") {
                const auto filters = test::made_filters({100}, rows, .3, 4);
                std::memcpy(bytes.data(), filters.rows().words().data(), bytes.size());
            }
            if (shape.name != "coarse") continue;
            for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = std::byte{value(i / 4, i % 4)};
            if (instead >= 0) bytes[at] = static_cast<std::byte>(instead);
        }
        std::filesystem::remove(path_);
        EncodedFileWriter file(path_, with);
        const std::vector<Bytes> pieces(sections.begin(), sections.end());
        file.append(pieces);
        file.close();
    }
    std::string refusal() const
    {
        try {
            const EncodedFile file(path_);
            return "";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::bad_data);
            return error.what();
        }
    }
    // The same sections under a header of the test's own wording, with a digest that fits.
    void forge(const std::string& bytes, const std::function<void(std::string&)>& change)
    {
        std::uint32_t length = 0;
        std::memcpy(&length, bytes.data() + 12, 4);
        std::string text = bytes.substr(48, length);
        change(text);
        const std::size_t old_start = (48 + length + 63) / 64 * 64, start = (48 + text.size() + 63) / 64 * 64;
        std::string forged = bytes.substr(0, 12);
        const auto size = static_cast<std::uint32_t>(text.size());
        forged.append(reinterpret_cast<const char*>(&size), 4);
        const Digest digest = sha256(bytes_of(text));
        forged.append(reinterpret_cast<const char*>(digest.data()), digest.size());
        forged += text;
        forged.resize(start, '\0');
        write_file(path_, forged + bytes.substr(old_start));
    }
    std::string refusal_of(std::string_view from, std::string_view to)
    {
        write(header());
        forge(read_file(path_), [&](std::string& text) {
            const std::size_t at = text.find(from);
            ASSERT_NE(at, std::string::npos) << from;
            text.replace(at, from.size(), to);
        });
        return refusal();
    }
    test::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_ / "x.gauze";
};

TEST_F(EncodedCoarse, StandsBehindEverythingElseOneByteEach)
{
    std::vector<std::pair<std::string, std::size_t>> shapes;
    for (const SectionShape& shape : sections_of(header(true)))
        shapes.emplace_back(shape.name, shape.row_bytes);
    EXPECT_EQ(shapes, (std::vector<std::pair<std::string, std::size_t>>{{"tokens", 16},
                                                                        {"present", 8},
                                                                        {"view:shown", 64},
                                                                        {"blocks", 4},
                                                                        {"absent", 8},
                                                                        {"coarse", 4}}));
}

TEST_F(EncodedCoarse, IsReadBack)
{
    for (const bool blocks : {false, true}) {
        write(header(blocks));
        const EncodedFile file(path_);
        EXPECT_EQ(file.header().strata, header().strata);
        EXPECT_EQ(file.header().rarity, header().rarity);
        for (std::size_t r = 0; r < rows; ++r)
            for (std::size_t i = 0; i < 2; ++i) {
                EXPECT_EQ(file.stratum(i, r), value(r, i));
                EXPECT_EQ(file.rarity(i, r), value(r, 2 + i));
            }
    }
}

TEST_F(EncodedCoarse, MakesAFileOfVersionFourAndItsAbsenceAnOlderOne)
{
    write(header());
    EXPECT_EQ(read_file(path_)[8], 4);
    for (const bool blocks : {false, true}) {
        EncodedHeader without = header(blocks);
        without.strata.clear();
        without.rarity.clear();
        write(without);
        const std::string bytes = read_file(path_);
        EXPECT_EQ(bytes[8], blocks ? 3 : 2);
        EXPECT_EQ(bytes.find("strata"), std::string::npos);
        EXPECT_EQ(bytes.find("rarity"), std::string::npos);
        EXPECT_EQ(bytes.find("coarse"), std::string::npos);
        EXPECT_EQ(refusal(), "");
    }
}

TEST_F(EncodedCoarse, IsRefusedUnderAnotherVersion)
{
    for (const char version : {'\2', '\3', '\5'}) {
        write(header());
        std::string bytes = read_file(path_);
        bytes[8] = version;
        write_file(path_, bytes);
        EXPECT_NE(refusal().find("version"), std::string::npos) << refusal();
    }
}

TEST_F(EncodedCoarse, IsRefusedWithAValueThatItsStratumHasNot)
{
    const auto refused = [&](int instead, std::size_t at) {
        write(header(), instead, at);
        return refusal();
    };
    EXPECT_EQ(refused(4, 0), "");
    EXPECT_NE(refused(5, 0).find("has not"), std::string::npos);
    EXPECT_EQ(refused(33, 1), "");
    EXPECT_NE(refused(34, 1), "");
    EXPECT_EQ(refused(12, 2), "");
    EXPECT_NE(refused(13, 3), "");
    EXPECT_NE(refused(255, 4 * rows - 4), "");
}

TEST_F(EncodedCoarse, IsRefusedWhenTheHeaderSaysTheImpossibleOfIt)
{
    EXPECT_EQ(refusal_of("\"age\"", "\"old\""), "");
    for (const std::string_view values : {"2", "0", "-1", "35", "4294967301", "5.5", "\"5\""})
        EXPECT_NE(refusal_of(R"("values":5)", fmt::format(R"("values":{})", values)), "") << values;
    EXPECT_NE(refusal_of(R"({"name":"age","values":5},)", ""), "");
    EXPECT_NE(refusal_of(R"({"name":"age","values":5})", R"({"name":"area","values":5})"), "");
    EXPECT_NE(
        refusal_of(R"("strata":[{"name":"age","values":5},{"name":"area","values":34}])", R"("strata":[])"),
        "");
    EXPECT_NE(refusal_of(R"("strata":[)", R"("strata":7,"s":[)"), "");
    EXPECT_NE(refusal_of(R"("rarity":["given","dob"])", R"("rarity":["given"])"), "");
    EXPECT_NE(refusal_of(R"("rarity":["given","dob"])", R"("rarity":["given","given"])"), "");
    EXPECT_NE(refusal_of(R"("rarity":["given","dob"])", R"("rarity":["given","sex"])"), "");
    EXPECT_NE(refusal_of(R"("rarity":["given","dob"])", R"("rarity":[])"), "");
    EXPECT_NE(refusal_of(R"("name":"coarse")", R"("name":"course")"), "");
    std::string more;
    for (int s = 0; s < 7; ++s) more += fmt::format(R"({{"name":"s{}","values":5}},)", s);
    EXPECT_NE(refusal_of(R"({"name":"age")", more + R"({"name":"age")").find("more strata"),
              std::string::npos);
}

// Headers with a few bytes changed anywhere: refused, or a file whose every value is one of its stratum.
TEST_F(EncodedCoarse, IsReadWithinItsBoundsWhateverItsHeaderSays)
{
    write(header(true));
    const std::string whole = read_file(path_);
    std::mt19937_64 random(9);
    constexpr std::string_view likely = "0123456789-.eE\"[]{},:nulltrue";
    for (int turn = 0; turn < 1000; ++turn) {
        forge(whole, [&](std::string& text) {
            for (std::uint64_t i = 0; i <= random() % 3; ++i)
                text[random() % text.size()] = likely[random() % likely.size()];
        });
        try {
            const EncodedFile file(path_);
            for (std::size_t r = 0; r < file.rows(); ++r) {
                for (std::size_t s = 0; s < file.header().strata.size(); ++s)
                    EXPECT_LT(file.stratum(s, r), file.header().strata[s].values);
                for (std::size_t f = 0; f < file.header().rarity.size(); ++f)
                    EXPECT_LE(file.rarity(f, r), rarity_classes);
            }
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::bad_data) << error.what();
        }
    }
}

TEST_F(EncodedCoarse, IsRefusedAtEveryTruncation)
{
    write(header());
    const std::string whole = read_file(path_);
    for (std::size_t size = 0; size < whole.size(); size += 13) {
        write_file(path_, whole.substr(0, size));
        ASSERT_NE(refusal(), "") << size;
    }
}

} // namespace
} // namespace gauze::bloom
