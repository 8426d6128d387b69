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
using test::TemporaryFolder;
using test::write_file;

std::string refusal(const std::filesystem::path& path)
{
    try {
        const EncodedFile file(path);
        return "";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::bad_data);
        return error.what();
    }
}

// A file of everything that format 2 knows: two views of symbols and one of bits, keys, and more fields and
// slots than one word has bits.
class EverySection : public testing::Test {
protected:
    static constexpr std::size_t rows = 37, fields = 70, keys = 64;

    EncodedHeader header(std::size_t encoded = rows) const
    {
        EncodedHeader header{.program = "test",
                             .project = "study",
                             .policy = "p0",
                             .specification = "s0",
                             .check = "c0",
                             .party = "hospital",
                             .profile = "standard",
                             .counts = {encoded + 3, encoded, 1, 2},
                             .views = {{"one", {4096}, 13}, {"shown", {100}}, {"two", {1000}, 128}}};
        for (std::size_t k = 0; k < keys; ++k) header.keys.push_back(fmt::format("k{}", k));
        for (std::size_t f = 0; f < fields; ++f) header.fields.push_back(fmt::format("f{}", f));
        header.settings = {"profile: standard-1", "wave: "};
        header.canary = "ca";
        header.aggregates = {{"f0", 999, 120'000, 3, 4}};
        for (std::size_t s = 0; s < 3 + keys; ++s)
            header.measured.push_back({.density = .125, .repeats = .5, .missing = .25});
        return header;
    }
    // By section: bytes that look like nothing, but tokens in order and filters without a tail.
    std::vector<std::vector<std::byte>> made_sections(const EncodedHeader& of) const
    {
        std::mt19937_64 random(1);
        const std::size_t count = of.counts.encoded;
        std::vector<std::vector<std::byte>> sections;
        for (const SectionShape& shape : sections_of(of)) {
            auto& bytes = sections.emplace_back(shape.row_bytes * count);
            for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
            const auto tokens = test::made_tokens(count, 3);
            const auto filters = test::made_filters({100}, count, .3, 4);
            if (shape.name == "tokens") std::ranges::copy(std::as_bytes(std::span(tokens)), bytes.begin());
            if (shape.name == "view:shown")
                std::ranges::copy(std::as_bytes(filters.rows().words()), bytes.begin());
        }
        return sections;
    }
    // Written in pieces of so many rows.
    std::string written(const std::string& name, const std::vector<std::size_t>& pieces)
    {
        const EncodedHeader with = header();
        const auto shapes = sections_of(with);
        const auto sections = made_sections(with);
        EncodedFileWriter file(folder_ / name, with);
        std::size_t at = 0;
        for (const std::size_t piece : pieces) {
            std::vector<Bytes> parts;
            for (std::size_t s = 0; s < shapes.size(); ++s)
                parts.push_back(
                    Bytes(sections[s]).subspan(at * shapes[s].row_bytes, piece * shapes[s].row_bytes));
            file.append(parts);
            at += piece;
        }
        file.close();
        return read_file(folder_ / name);
    }
    // The bytes of a file under a header of the test's own wording.
    void forge(const std::string& name, const std::function<void(std::string&)>& change)
    {
        if (whole_.empty()) whole_ = written("whole", {rows});
        const std::string& bytes = whole_;
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
        write_file(folder_ / name, forged + bytes.substr(old_start));
    }
    // Refused when this text of the header is replaced by that one.
    std::string refusal_of(std::string_view from, std::string_view to)
    {
        forge("forged", [&](std::string& text) {
            const std::size_t at = text.find(from);
            ASSERT_NE(at, std::string::npos) << from;
            text.replace(at, from.size(), to);
        });
        return refusal(folder_ / "forged");
    }
    TemporaryFolder folder_;
    std::string whole_;
};

TEST_F(EverySection, StandsInTheOrderThatTheFormatSays)
{
    std::vector<std::pair<std::string, std::size_t>> shapes;
    for (const SectionShape& shape : sections_of(header())) shapes.emplace_back(shape.name, shape.row_bytes);
    EXPECT_EQ(shapes, (std::vector<std::pair<std::string, std::size_t>>{{"tokens", 16},
                                                                        {"present", 16},
                                                                        {"symbols:one", 13},
                                                                        {"view:shown", 64},
                                                                        {"symbols:two", 128},
                                                                        {"keys", 8 * keys},
                                                                        {"absent", 16}}));
}

TEST_F(EverySection, ReadsBackBitForBit)
{
    written("x.gauze", {rows});
    const EncodedFile file(folder_ / "x.gauze");
    const auto sections = made_sections(header());
    const auto bit = [&](std::size_t s, std::size_t row, std::size_t i) {
        return (std::to_integer<unsigned>(sections[s][row * 16 + i / 8]) >> i % 8 & 1) != 0;
    };
    ASSERT_EQ(file.rows(), rows);
    EXPECT_TRUE(std::ranges::equal(std::as_bytes(file.symbols(0)), sections[2]));
    EXPECT_TRUE(std::ranges::equal(std::as_bytes(file.view(1).words()), sections[3]));
    EXPECT_TRUE(std::ranges::equal(std::as_bytes(file.symbols(2)), sections[4]));
    EXPECT_TRUE(std::ranges::equal(std::as_bytes(file.keys()), sections[5]));
    EXPECT_EQ(file.view(0).size(), 0u); // it shows no filter
    EXPECT_TRUE(file.symbols(1).empty());
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t f = 0; f < fields; ++f) EXPECT_EQ(file.has_field(f, r), bit(1, r, f));
        for (std::size_t k = 0; k < keys; ++k) EXPECT_EQ(file.has_key(k, r), !bit(6, r, 3 + k));
        EXPECT_EQ(file.has_view(0, r), !bit(6, r, 0));
        EXPECT_EQ(file.has_view(1, r), file.view_weights(1)[r] > 0); // of a filter its bits say so
        EXPECT_EQ(file.has_view(2, r), !bit(6, r, 2));
    }
    const EncodedHeader with = header();
    EXPECT_EQ(file.header().views, with.views);
    EXPECT_EQ(file.header().keys, with.keys);
    EXPECT_EQ(file.header().fields, with.fields);
    EXPECT_EQ(file.header().settings, with.settings);
    EXPECT_EQ(file.header().canary, "ca");
    EXPECT_EQ(file.header().aggregates, with.aggregates);
    EXPECT_EQ(file.header().measured, with.measured);
}

TEST_F(EverySection, IsTheSameInWhateverPiecesItIsWritten)
{
    const std::string whole = written("whole.gauze", {rows});
    EXPECT_EQ(written("ones.gauze", std::vector<std::size_t>(rows, 1)), whole);
    EXPECT_EQ(written("odd.gauze", {0, 5, 1, 0, 30, 1, 0}), whole);
    EXPECT_EQ(EncodedFile(folder_ / "odd.gauze").digest(), sha256(bytes_of(whole)));
}

TEST_F(EverySection, MayHoldNoRow)
{
    const EncodedHeader with = header(0);
    EncodedFileWriter file(folder_ / "x.gauze", with);
    file.close();
    EXPECT_EQ(EncodedFile(folder_ / "x.gauze").rows(), 0u);
}

TEST_F(EverySection, LeavesNoFileBehindWhenItIsNotClosed)
{
    {
        EncodedFileWriter file(folder_ / "x.gauze", header());
        EXPECT_EQ(folder_.entries(), 1u);
    }
    EXPECT_EQ(folder_.entries(), 0u);
    write_file(folder_ / "x.gauze", "somebody's");
    EXPECT_THROW(EncodedFileWriter(folder_ / "x.gauze", header()), Error);
    EXPECT_EQ(read_file(folder_ / "x.gauze"), "somebody's");
}

TEST_F(EverySection, MayEndNowhere)
{
    const std::string whole = written("x.gauze", {rows});
    for (std::size_t size = 0; size < whole.size(); size += size < 4096 ? 1 : 97) {
        write_file(folder_ / "cut", whole.substr(0, size));
        ASSERT_NE(refusal(folder_ / "cut"), "") << size;
    }
}

// Whoever forges a header with a digest that fits still cannot make the reader look beyond the file.
TEST_F(EverySection, IsRefusedWhenItsHeaderSaysOtherThanItsSectionsAre)
{
    forge("same", [](std::string&) {});
    EXPECT_EQ(refusal(folder_ / "same"), "");
    EXPECT_NE(refusal_of(R"("name":"two")", R"("name":"one")").find("one name"), std::string::npos);
    EXPECT_NE(refusal_of(R"("symbols":13)", R"("symbols":14)"), "");
    EXPECT_NE(refusal_of(R"("symbols":13)", R"("symbols":0)"), "");
    EXPECT_NE(refusal_of(R"("symbols":13)", R"("symbols":-1)"), "");
    EXPECT_NE(refusal_of(R"("symbols":128)", R"("symbols":4294967424)"), "");
    EXPECT_NE(refusal_of(R"("bits":100,)", R"("bits":513,)"), "");
    EXPECT_NE(refusal_of(R"("bits":4096)", R"("bits":131073)"), "");
    EXPECT_NE(refusal_of(R"("bits":4096)", R"("bits":0)"), "");
    EXPECT_NE(refusal_of(R"("k0",)", ""), "");
    EXPECT_NE(refusal_of(R"("k63")", R"("k63","k64")"), "");
    std::string more;
    for (int f = 0; f < 59; ++f) more += "\"g" + std::to_string(f) + "\","; // 129 fields take a third word
    EXPECT_NE(refusal_of(R"("f63",)", more + R"("f63",)"), "");
    EXPECT_NE(refusal_of(R"("encoded":37)", R"("encoded":36)"), "");
    EXPECT_NE(refusal_of(R"("read":40)", R"("read":41)"), "");
    EXPECT_NE(refusal_of(R"("name":"symbols:one")", R"("name":"symbols:odd")"), "");
    EXPECT_NE(refusal_of(R"("measured":[{)", R"("measured":[{"density":0,"repeats":0,"missing":0},{)"), "");
    EXPECT_NE(refusal_of(R"("present":999)", R"("present":-999)"), "");
    EXPECT_NE(refusal_of(R"("views":[)", R"("views":7,"v":[)"), "");
    EXPECT_NE(refusal_of(R"("kind":"encoded")", R"("kind":"payload")"), "");
}

// Two thousand headers with a few bytes changed anywhere, each with a digest that fits: refused, or a file
// that can be read to its end.
TEST_F(EverySection, IsReadWithinItsBoundsWhateverItsHeaderSays)
{
    std::mt19937_64 random(9);
    constexpr std::string_view likely = "0123456789-.eE\"[]{},:nulltrue";
    for (int turn = 0; turn < 2000; ++turn) {
        forge("odd", [&](std::string& text) {
            for (std::uint64_t i = 0; i <= random() % 3; ++i)
                text[random() % text.size()] = likely[random() % likely.size()];
        });
        try {
            const EncodedFile file(folder_ / "odd");
            std::size_t sum = 0;
            for (std::size_t r = 0; r < file.rows(); ++r) {
                for (std::size_t v = 0; v < file.header().views.size(); ++v) sum += file.has_view(v, r);
                for (std::size_t k = 0; k < file.header().keys.size(); ++k) sum += file.has_key(k, r);
                for (std::size_t f = 0; f < file.header().fields.size(); ++f) sum += file.has_field(f, r);
            }
            EXPECT_GT(sum, 0u);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Exit::bad_data) << error.what();
        }
    }
}

} // namespace
} // namespace gauze::bloom
