// Read `parse_schema` at the bottom first.
#include "engine/custodian/anonlink/schema.hpp"

#include "bloom/base/base64.hpp"
#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/custodian/anonlink/schema_part.hpp"
#include "engine/custodian/anonlink/unicode_text.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace gauze::custodian::anonlink {

namespace {

constexpr auto largest = std::numeric_limits<std::int64_t>::max();
using Written = SchemaPart::Written;

// What version 1 says once for all features.
struct Global {
    std::int64_t k = 0;
    HashKind hash = HashKind::blake_hash;
    bool prevent_singularity = false;
};

std::string bytes_from_base64(const SchemaPart& kdf, std::string_view key)
{
    const auto text = kdf.optional_text(key);
    if (!text) return {};
    auto bytes = is_ascii(*text) ? from_lenient_base64(*text) : std::nullopt;
    if (!bytes) kdf.refuse(fmt::format("\"{}\" is not base64: its padding is wrong", key));
    return *bytes;
}

KeyDerivation read_kdf(const SchemaPart& kdf)
{
    KeyDerivation derivation;
    (void)kdf.word("type", {"HKDF"});
    if (kdf.has("hash") && kdf.word("hash", {"SHA256", "SHA512"}) == 1) derivation.hash = DigestKind::sha512;
    derivation.salt = bytes_from_base64(kdf, "salt");
    derivation.info = bytes_from_base64(kdf, "info");
    if (kdf.has("keySize")) derivation.key_size = static_cast<std::size_t>(kdf.whole("keySize", 1, 16'320));
    return derivation;
}

void read_hash(const SchemaPart& hash, HashKind& kind, bool& prevent_singularity)
{
    kind = hash.word("type", {"doubleHash", "blakeHash"}) == 0 ? HashKind::double_hash : HashKind::blake_hash;
    if (kind == HashKind::blake_hash && hash.has("prevent_singularity"))
        hash.refuse("\"prevent_singularity\" belongs to doubleHash alone");
    prevent_singularity = hash.flag("prevent_singularity", false);
}

void read_folds(const SchemaPart& config, Schema& schema)
{
    if (config.has("xorFolds") && config.whole("xorFolds", 0, largest) > 0)
        schema.warnings.push_back(
            "xorFolds is checked by clkhash and then not used, so nothing is folded here "
            "either; the name that it obeys is xor_folds");
    if (config.has("xor_folds")) schema.folds = static_cast<std::uint32_t>(config.whole("xor_folds", 0, 20));
    if (std::uint64_t{schema.length} << schema.folds > longest_filter)
        config.refuse(fmt::format("\"l\" times 2 to the power of the folds is above {}", longest_filter));
}

void read_config(const SchemaPart& config, Schema& schema, Global& global)
{
    schema.length = static_cast<std::uint32_t>(config.whole("l", 1, longest_filter));
    schema.kdf = read_kdf(config.object("kdf"));
    read_folds(config, schema);
    if (schema.version > 1) return;
    global.k = config.whole("k", 1, most_insertions);
    read_hash(config.object("hash"), global.hash, global.prevent_singularity);
}

StringFormat read_text_format(const SchemaPart& format)
{
    StringFormat text;
    if (format.has("encoding")) {
        constexpr std::array encodings{Encoding::ascii, Encoding::utf8, Encoding::utf16, Encoding::utf32};
        text.encoding = encodings[format.word("encoding", {"ascii", "utf-8", "utf-16", "utf-32"})];
    }
    if (format.has("pattern")) {
        format.only({"type", "encoding", "pattern", "description"});
        text.pattern.emplace(format.text("pattern"), format.where());
        return text;
    }
    format.only({"type", "encoding", "case", "minLength", "maxLength", "description"});
    if (format.has("case")) {
        constexpr std::array cases{LetterCase::upper, LetterCase::lower, LetterCase::mixed};
        text.letters = cases[format.word("case", {"upper", "lower", "mixed"})];
    }
    const auto length = [&](std::string_view key, std::int64_t least) {
        return static_cast<std::uint64_t>(format.whole(key, least, largest, Written::whole_or_real));
    };
    if (format.has("minLength")) text.least = length("minLength", 0);
    if (format.has("maxLength")) text.most = length("maxLength", 1);
    return text;
}

IntegerFormat read_integer_format(const SchemaPart& format)
{
    format.only({"type", "minimum", "maximum", "description"});
    const auto bound = [&](std::string_view key) -> std::optional<WholeNumber> {
        if (!format.has(key)) return std::nullopt;
        return WholeNumber(
            format.whole(key, std::numeric_limits<std::int64_t>::min(), largest, Written::whole_or_real));
    };
    return {bound("minimum"), bound("maximum")};
}

EnumFormat read_enum_format(const SchemaPart& format)
{
    format.only({"type", "values", "description"});
    if (!format.has("values") || format.json().type("values") != Json::Type::list)
        format.refuse("\"values\" is not a list");
    EnumFormat one_of{format.json().texts("values")};
    std::ranges::sort(one_of.values);
    return one_of;
}

Format read_format(const SchemaPart& part)
{
    Format format;
    (void)part.optional_text("description");
    constexpr std::array kinds{FormatKind::text, FormatKind::integer, FormatKind::date, FormatKind::one_of};
    format.kind = kinds[part.word("type", {"string", "integer", "date", "enum"})];
    switch (format.kind) {
    case FormatKind::text: format.text = read_text_format(part); break;
    case FormatKind::integer: format.integer = read_integer_format(part); break;
    case FormatKind::one_of: format.one_of = read_enum_format(part); break;
    case FormatKind::date:
        part.only({"type", "format", "description"});
        format.date.emplace(part.text("format"), part.where());
        break;
    }
    return format;
}

// thresholdDistance * 10^precision, rounded half to even, as a double unless both are whole.
std::uint64_t read_step(const SchemaPart& numeric, unsigned precision)
{
    const double distance = numeric.real("thresholdDistance");
    if (distance <= 0) numeric.refuse("\"thresholdDistance\" is not above 0");
    double step = distance;
    for (unsigned i = 0; i < precision && step < 0x1p64; ++i) step *= 10;
    if (step >= 0x1p62) numeric.refuse("\"thresholdDistance\" is too large");
    if (numeric.json().type("thresholdDistance") == Json::Type::whole) {
        auto exact = static_cast<std::uint64_t>(numeric.json().number("thresholdDistance"));
        for (unsigned i = 0; i < precision; ++i) exact *= 10;
        return exact;
    }
    step = round_half_to_even(distance * power_of_ten(precision));
    if (step < 1) numeric.refuse("\"thresholdDistance\" comes to nothing after rounding");
    return static_cast<std::uint64_t>(step);
}

Comparison read_comparison(const SchemaPart& part)
{
    Comparison comparison;
    constexpr std::array kinds{ComparisonKind::ngram, ComparisonKind::exact, ComparisonKind::numeric};
    comparison.kind = kinds[part.word("type", {"ngram", "exact", "numeric"})];
    if (comparison.kind == ComparisonKind::ngram) {
        comparison.n = static_cast<std::size_t>(part.whole("n", 1, longest_ngram));
        comparison.positional = part.flag("positional", false);
    } else if (comparison.kind == ComparisonKind::numeric) {
        comparison.resolution = static_cast<std::uint64_t>(part.whole("resolution", 1, highest_resolution));
        if (part.has("fractional_precision"))
            comparison.precision =
                static_cast<unsigned>(part.whole("fractional_precision", 0, highest_precision));
        comparison.step = read_step(part, comparison.precision);
        if (comparison.step > (std::uint64_t{1} << 62) / comparison.resolution)
            part.refuse("\"thresholdDistance\" times \"resolution\" is too large");
    }
    return comparison;
}

Strategy read_strategy(const SchemaPart& part, std::string_view per_token, std::string_view per_feature)
{
    part.only({per_token, per_feature});
    if (part.has(per_token) == part.has(per_feature))
        part.refuse(fmt::format("exactly one of \"{}\" and \"{}\" is needed", per_token, per_feature));
    const bool by_token = part.has(per_token);
    const auto bits =
        part.whole(by_token ? per_token : per_feature, 1, most_insertions, Written::whole_or_real);
    return {by_token ? StrategyKind::bits_per_token : StrategyKind::bits_per_feature,
            static_cast<std::uint32_t>(bits)};
}

void read_missing(const SchemaPart& hashing, Feature& feature)
{
    if (!hashing.has("missingValue")) return;
    const SchemaPart missing = hashing.object("missingValue");
    feature.missing = MissingValue{missing.text("sentinel"), missing.optional_text("replaceWith")};
}

void read_hashing_3(const SchemaPart& hashing, Feature& feature)
{
    hashing.only({"comparison", "strategy", "hash", "missingValue"});
    feature.comparison = read_comparison(hashing.object("comparison"));
    feature.strategy = read_strategy(hashing.object("strategy"), "bitsPerToken", "bitsPerFeature");
    if (hashing.has("hash")) read_hash(hashing.object("hash"), feature.hash, feature.prevent_singularity);
}

void read_ngram(const SchemaPart& hashing, Feature& feature)
{
    feature.comparison.n = static_cast<std::size_t>(hashing.whole("ngram", 1, longest_ngram));
    feature.comparison.positional = hashing.flag("positional", false);
}

void read_hashing_2(const SchemaPart& hashing, Feature& feature)
{
    read_ngram(hashing, feature);
    feature.strategy = read_strategy(hashing.object("strategy"), "k", "numBits");
    if (hashing.has("hash")) read_hash(hashing.object("hash"), feature.hash, feature.prevent_singularity);
}

void read_hashing_1(const SchemaPart& hashing, const Global& global, Feature& feature)
{
    const double weight = hashing.has("weight") ? hashing.real("weight") : 1;
    if (weight < 0) hashing.refuse("\"weight\" is below 0");
    feature.ignored = weight == 0;
    if (feature.ignored) return;
    read_ngram(hashing, feature);
    const double k = round_half_to_even(weight * static_cast<double>(global.k));
    if (k < 1) hashing.refuse("\"weight\" times \"k\" comes to nothing after rounding");
    if (k > most_insertions)
        hashing.refuse(fmt::format("\"weight\" times \"k\" is above {}", most_insertions));
    feature.strategy = {StrategyKind::bits_per_token, static_cast<std::uint32_t>(k)};
    feature.hash = global.hash;
    feature.prevent_singularity = global.prevent_singularity;
}

Feature read_feature(const SchemaPart& part, int version, const Global& global)
{
    Feature feature;
    feature.identifier = part.text("identifier");
    (void)part.optional_text("description");
    const bool ignored = part.flag("ignored", false);
    if (ignored && !part.has("format") && !part.has("hashing")) {
        if (version == 3) part.only({"identifier", "ignored", "description"});
        feature.ignored = true;
        return feature;
    }
    feature.format = read_format(part.object("format"));
    const SchemaPart hashing = part.object("hashing");
    if (version == 3) read_hashing_3(hashing, feature);
    if (version == 2) read_hashing_2(hashing, feature);
    if (version == 1) read_hashing_1(hashing, global, feature);
    read_missing(hashing, feature);
    feature.ignored |= ignored;
    return feature;
}

void read_features(const SchemaPart& root, Schema& schema, const Global& global)
{
    if (!root.has("features") || root.json().type("features") != Json::Type::list)
        root.refuse("\"features\" is not a list");
    const std::vector<Json> features = root.json().objects("features");
    if (features.empty() || features.size() > most_columns)
        root.refuse(fmt::format("there are not 1 to {} features", most_columns));
    for (const Json& feature : features) {
        const std::size_t number = schema.features.size() + 1;
        schema.features.push_back(read_feature({feature, fmt::format("{}: feature {}", root.where(), number)},
                                               schema.version, global));
    }
}

// What the reference finds out only when it derives keys and sets bits.
void check_keys(const SchemaPart& root, const Schema& schema)
{
    const std::size_t needed = 2 * schema.features.size() * schema.kdf.key_size;
    const std::size_t limit = 255 * digest_size(schema.kdf.hash);
    if (needed > limit)
        root.refuse(
            fmt::format("{} features with keys of {} bytes are more than one derivation gives: {} of {} "
                        "bytes",
                        schema.features.size(), schema.kdf.key_size, needed, limit));
    for (const Feature& feature : schema.features) {
        if (feature.ignored) continue;
        if (feature.prevent_singularity && schema.working_length() == 1)
            root.refuse("\"prevent_singularity\" never ends where \"l\" is 1");
        if (feature.hash != HashKind::blake_hash) continue;
        if (!std::has_single_bit(schema.length))
            root.refuse(
                fmt::format("blakeHash needs a power of two for \"l\", and {} is none", schema.length));
        if (schema.kdf.key_size > 64) root.refuse("blakeHash takes keys of at most 64 bytes");
    }
}

int read_version(const SchemaPart& root)
{
    const double version = root.real("version");
    if (version != 1 && version != 2 && version != 3) root.refuse("\"version\" is none of 1, 2 and 3");
    return static_cast<int>(version);
}

} // namespace

Schema parse_schema(std::string_view text, std::string_view source)
{
    const SchemaPart root(Json::parse(text, source), std::string(source));
    Schema schema;
    Global global;
    schema.version = read_version(root);
    read_config(root.object("clkConfig"), schema, global);
    read_features(root, schema, global);
    check_keys(root, schema);
    return schema;
}

Schema read_schema(const std::filesystem::path& path)
{
    return parse_schema(read_small_file(path), path.string());
}

} // namespace gauze::custodian::anonlink
