// The encoder against answers that an independent program gave (tests/vectors/known_answers.py, which is
// written from docs/encoding.md). The cells are normal forms and their own normal forms, so that what is
// tested here is what follows: tokens, parts, filters, symbols, keys.
#include "bloom/base/json.hpp"
#include "engine/custodian/encoder.hpp"
#include "engine/custodian/key_file.hpp"
#include "engine/custodian/normalize.hpp"
#include "tests/temporary_folder.hpp"

#include <filesystem>
#include <span>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::custodian {
namespace {

Json answers_of(std::string_view profile)
{
    const auto path = std::filesystem::path(GAUZE_SOURCE) / "tests/vectors/known_answers/encoding.json";
    for (Json& one : Json::parse(test::read_file(path), path.string()).objects("profiles"))
        if (one.text("profile") == profile) return one;
    return {};
}

class KnownAnswers : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        const std::vector<std::string> settings = answers_.texts("settings");
        ASSERT_GT(settings.size(), 2u);
        if (settings.back() != fmt::format("Unicode: {}", unicode_version()))
            GTEST_SKIP() << "the answers are for " << settings.back() << ", this system has "
                         << unicode_version();
    }

    ProjectKey key() const
    {
        const test::TemporaryFolder folder;
        const auto path = folder / "project.key";
        KeyContent content{policy_.id, policy_.wave, Secret(project_secret_bytes)};
        EXPECT_TRUE(from_hex(answers_.text("secret"), content.secret.fill()));
        write_plain_key_file(path, content);
        return ProjectKey::read(path, policy_);
    }

    // One column a field, in their order.
    std::vector<FieldSource> sources() const
    {
        std::vector<FieldSource> columns;
        for (std::size_t f = 0; f < policy_.fields.size(); ++f) {
            FieldSource source{.held = true, .whole = f, .format = {}, .column = policy_.fields[f].name};
            if (policy_.fields[f].kind == project::FieldKind::date)
                source.format = DateFormat::from("YYYYMMDD");
            columns.push_back(source);
        }
        return columns;
    }

    RowBlock rows() const
    {
        RowBlock block(policy_.fields.size());
        for (const Json& record : records_) {
            block.begin_row(block.size() + 1, block.size() + 2, 4096);
            for (const std::string& cell : record.texts("normal")) block.add_cell(cell);
        }
        return block;
    }

    // As the answers write it.
    std::string shown(const Encoder& encoder, std::size_t v, std::span<const std::byte> record) const
    {
        const bloom::ViewShape& view = encoder.views()[v];
        const std::size_t bytes = view.symbols > 0 ? view.symbols : view.shape.words() * 8;
        const auto part = record.subspan(encoder.offsets()[1 + v], bytes);
        return view.symbols > 0 ? to_hex(part) : to_hex(sha256(part)).substr(0, 32);
    }

    const Json answers_ = answers_of(GetParam());
    const project::Policy policy_ = project::parse_policy(answers_.text("policy"), "known answers");
    const std::vector<Json> records_ = answers_.objects("records");
};

TEST_P(KnownAnswers, AreOfThisPolicysSettingsAndSpecification)
{
    std::vector<std::string> settings = policy_.settings();
    settings.push_back(fmt::format("normalisation: {}", normalisation_version));
    settings.push_back(fmt::format("Unicode: {}", unicode_version()));
    EXPECT_EQ(settings, answers_.texts("settings"));
    EXPECT_EQ(specification_fingerprint(policy_), answers_.text("specification"));
}

TEST_P(KnownAnswers, AreOfNormalForms)
{
    WipedText normal;
    for (const Json& record : records_) {
        const std::vector<std::string> cells = record.texts("normal");
        for (std::size_t f = 0; f < cells.size(); ++f) {
            const Normaliser rules(policy_.fields[f].kind, sources()[f].format);
            (void)rules.normalise(cells[f], normal.value);
            EXPECT_EQ(normal.value, cells[f]);
        }
    }
}

TEST_P(KnownAnswers, AreWhatTheEncoderGives)
{
    const Encoder encoder(policy_, key(), sources(), "here");
    Encoder::Scratch scratch(encoder, 1u << 20);
    EncodedBlock block;
    encoder.encode(rows(), 0, scratch, block);
    ASSERT_EQ(block.rows, 64u);
    const std::size_t n = block.rows, views = encoder.views().size(), keys = encoder.keys().size();
    for (std::size_t r = 0; r < n; ++r) {
        SCOPED_TRACE(fmt::format("record {} of {}", r, GetParam()));
        const std::span record(reinterpret_cast<const std::byte*>(block.record(r)), encoder.record_bytes());
        std::string present;
        for (std::size_t f = 0; f < policy_.fields.size(); ++f)
            present += static_cast<char>('0' + (std::to_integer<unsigned>(record[f / 8]) >> f % 8 & 1));
        EXPECT_EQ(present, records_[r].text("present"));
        const std::vector<std::string> wanted = records_[r].texts("views"), keyed = records_[r].texts("keys");
        ASSERT_EQ(wanted.size(), views);
        ASSERT_EQ(keyed.size(), keys);
        for (std::size_t v = 0; v < views; ++v)
            EXPECT_EQ(block.has[v * n + r] != 0 ? shown(encoder, v, record) : "-", wanted[v]);
        for (std::size_t k = 0; k < keys; ++k) {
            const auto value = record.subspan(encoder.offsets()[1 + views] + 8 * k, 8);
            EXPECT_EQ(block.has[(views + k) * n + r] != 0 ? to_hex(value) : "-", keyed[k]);
        }
        if (policy_.blocks.empty()) continue;
        const std::vector<std::string> tokens = records_[r].texts("blocks");
        ASSERT_EQ(tokens.size(), policy_.blocks.size());
        for (std::size_t b = 0; b < tokens.size(); ++b) {
            const auto value = record.subspan(encoder.offsets()[2 + views] + 4 * b, 4);
            EXPECT_EQ(block.has[(views + keys + b) * n + r] != 0 ? to_hex(value) : "-", tokens[b]);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, KnownAnswers,
                         testing::Values("plain", "standard", "tolerant", "strict", "blocks"),
                         [](const auto& profile) { return std::string(profile.param); });

} // namespace
} // namespace gauze::custodian
