#include "bloom/encoded_file.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/json.hpp"
#include "bloom/encoded_layout.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include <fmt/format.h>

namespace gauze::bloom {

namespace {

static_assert(std::endian::native == std::endian::little,
              "encoded files are mapped as they are: little-endian");
static_assert(sizeof(RowToken) == 16);

using namespace layout;

template <typename T>
std::span<const T> as_span(Bytes bytes)
{
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

// The bytes of a stranger's file, with a cursor that cannot leave it.
class Reader {
public:
    Reader(const std::filesystem::path& path, Bytes file) : path_(path), file_(file) {}

    [[noreturn]] void refuse(std::string_view why) const
    {
        throw Error(Exit::bad_data, fmt::format("{}: {}", path_.string(), why),
                    "ask the custodian to send the file again");
    }
    Bytes take(std::size_t size, std::string_view what)
    {
        if (size > file_.size() - at_) refuse(fmt::format("the file ends inside {}", what));
        const Bytes part = file_.subspan(at_, size);
        at_ += size;
        return part;
    }
    std::uint32_t u32(std::string_view what)
    {
        std::uint32_t value = 0;
        std::memcpy(&value, take(4, what).data(), 4);
        return value;
    }
    void align()
    {
        for (const std::byte b : take(std::min(aligned(at_), file_.size()) - at_, "padding"))
            if (b != std::byte{0}) refuse("there is something between its sections");
    }
    bool at_end() const noexcept { return at_ == file_.size(); }

private:
    const std::filesystem::path& path_;
    Bytes file_;
    std::size_t at_ = 0;
};

struct Opening {
    std::uint32_t version = 0;
    Json header;
};

Opening read_opening(Reader& in, const std::filesystem::path& path)
{
    const Bytes start = in.take(8, "the first eight bytes");
    if (std::memcmp(start.data(), magic, 8) != 0) in.refuse("this is not an encoded file of gauze");
    const std::uint32_t found = in.u32("the version");
    if (found > newest_version)
        throw Error(Exit::bad_data,
                    fmt::format("{}: written in version {} of the format; this program reads up to {}",
                                path.string(), found, newest_version),
                    "update gauze on this machine");
    if (found < oldest_version)
        in.refuse(fmt::format("it is of version {} of the format, which no program reads any more", found));
    const std::uint32_t length = in.u32("the header's length");
    if (length > largest_header) in.refuse("the header is too long to be true");
    const Bytes digest = in.take(32, "the header's digest");
    const Bytes text = in.take(length, "the header");
    if (!std::ranges::equal(sha256(text), digest)) in.refuse("the header is damaged");
    return {found, Json::parse({reinterpret_cast<const char*>(text.data()), text.size()}, path.string())};
}

std::uint64_t count_of(const Reader& in, const Json& json, std::string_view key)
{
    const std::int64_t value = json.number(key);
    if (value < 0) in.refuse(fmt::format("\"{}\" is negative", key));
    return static_cast<std::uint64_t>(value);
}

void parse_measures(const Reader& in, const Json& json, EncodedHeader& header)
{
    for (const Json& one : json.objects("measured"))
        header.measured.push_back({one.real("density"), one.real("repeats"), one.real("missing")});
    for (const Json& one : json.objects("aggregates"))
        header.aggregates.push_back({one.text("field"),
                                     static_cast<std::uint32_t>(count_of(in, one, "present")),
                                     static_cast<std::uint32_t>(count_of(in, one, "equal")),
                                     static_cast<std::uint32_t>(count_of(in, one, "near")),
                                     static_cast<std::uint32_t>(count_of(in, one, "far"))});
    if (!header.measured.empty() && header.measured.size() != header.views.size() + header.keys.size())
        in.refuse("its measurements do not fit its views and keys");
}

void parse_blocks(const Reader& in, const Json& json, EncodedHeader& header)
{
    for (const Json& block : json.objects("blocks")) {
        const std::int64_t bits = block.number("bits");
        if (bits < 1 || bits > 32) in.refuse("a block has an impossible number of bits");
        header.blocks.push_back({block.text("name"), static_cast<std::uint32_t>(bits)});
    }
    if (header.blocks.empty() || header.blocks.size() > most_blocks)
        in.refuse("it has more blocks than a policy may have, or speaks of them and has none");
}

void parse_coarse(const Reader& in, const Json& json, EncodedHeader& header)
{
    if (json.has("strata")) {
        for (const Json& stratum : json.objects("strata")) {
            const std::int64_t values = stratum.number("values");
            if (values < fewest_values || values > most_values)
                in.refuse("a stratum has an impossible number of values");
            if (std::ranges::count(header.strata, stratum.text("name"), &StratumShape::name) > 0)
                in.refuse("two of its strata have one name");
            header.strata.push_back({stratum.text("name"), static_cast<std::uint32_t>(values)});
        }
        if (header.strata.empty() || header.strata.size() > most_strata)
            in.refuse("it has more strata than a policy may have, or speaks of them and has none");
    }
    if (!json.has("rarity")) return;
    header.rarity = json.texts("rarity");
    if (header.rarity.empty() || header.rarity.size() > header.fields.size())
        in.refuse("it has more rarity classes than fields, or speaks of them and has none");
    for (std::size_t r = 0; r < header.rarity.size(); ++r)
        if (std::ranges::count(header.fields, header.rarity[r]) == 0 ||
            std::ranges::count(header.rarity, header.rarity[r]) > 1)
            in.refuse("a rarity class is of no field, or two are of one");
}

EncodedHeader parse_header(const Reader& in, const Json& json)
{
    if (json.text("kind") != "encoded") in.refuse("its header is of another kind of file");
    EncodedHeader header{.program = json.text("program"),
                         .project = json.text("project"),
                         .policy = json.text("policy"),
                         .specification = json.text("specification"),
                         .check = json.text("check"),
                         .party = json.text("party"),
                         .profile = json.text("profile"),
                         .counts = {},
                         .views = {}};
    const Json rows = json.object("rows");
    header.counts = {count_of(in, rows, "read"), count_of(in, rows, "encoded"),
                     count_of(in, rows, "excluded"), count_of(in, rows, "rejected")};
    if (!header.counts.balance()) in.refuse("rows read are not encoded + excluded + rejected");
    if (header.counts.encoded > UINT32_MAX) in.refuse("more rows than this program can link");
    for (const Json& view : json.objects("views")) {
        const std::int64_t bits = view.number("bits");
        if (bits < 1 || bits > 131072) in.refuse("a view has an impossible length");
        const std::int64_t symbols = view.number("symbols");
        if (symbols < 0 || symbols > 4096) in.refuse("a view has an impossible number of symbols");
        if (std::ranges::count(header.views, view.text("name"), &ViewShape::name) > 0)
            in.refuse("two of its views have one name");
        header.views.push_back({view.text("name"), FilterShape{static_cast<std::uint32_t>(bits)},
                                static_cast<std::uint32_t>(symbols)});
    }
    header.keys = json.texts("keys");
    header.fields = json.texts("fields");
    if (header.views.size() > most_views || header.keys.size() > most_views || header.fields.size() > 255)
        in.refuse("it has more views, keys or fields than a policy may have");
    if (json.has("blocks")) parse_blocks(in, json, header);
    parse_coarse(in, json, header);
    if (header.views.empty() && header.keys.empty()) in.refuse("it has no view and no key");
    header.settings = json.texts("settings");
    header.canary = json.text("canary");
    parse_measures(in, json, header);
    return header;
}

// One section whose size follows from the counts, checked against what the header says of it.
Bytes read_section(Reader& in, const Json& listed, const std::string& name, std::size_t size)
{
    if (listed.text("name") != name) in.refuse(fmt::format("section {} is missing", name));
    if (count_of(in, listed, "bytes") != size) in.refuse(fmt::format("section {} has a wrong size", name));
    in.align();
    const Bytes bytes = in.take(size, "section " + name);
    if (to_hex(sha256(bytes)) != listed.text("sha256")) in.refuse(fmt::format("section {} is damaged", name));
    return bytes;
}

// Readers count tokens in tables of 2^bits entries.
void refuse_wide_tokens(const Reader& in, const std::vector<BlockShape>& blocks,
                        std::span<const std::uint32_t> tokens)
{
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (std::uint64_t{tokens[i]} >> blocks[i % blocks.size()].bits != 0)
            in.refuse("a block token has more bits than its block");
}

// Readers count by value, and look its name up.
void refuse_strange_values(const Reader& in, const EncodedHeader& header,
                           std::span<const std::uint8_t> coarse)
{
    std::vector<std::uint32_t> below;
    for (const StratumShape& stratum : header.strata) below.push_back(stratum.values);
    below.resize(below.size() + header.rarity.size(), rarity_classes + 1);
    for (std::size_t i = 0; i < coarse.size(); ++i)
        if (coarse[i] >= below[i % below.size()])
            in.refuse("a record has a value that its stratum or rarity class has not");
}

} // namespace

EncodedFile::EncodedFile(const std::filesystem::path& path) : path_(path), file_(path)
{
    Reader in(path_, file_.bytes());
    const auto [version, json] = read_opening(in, path_);
    header_ = parse_header(in, json);
    if (version != version_of(header_)) in.refuse("its version is not that of a file with these sections");
    const std::vector<SectionShape> shapes = sections_of(header_);
    const std::vector<Json> listed = json.objects("sections");
    if (listed.size() != shapes.size()) in.refuse("its list of sections does not fit its views and keys");

    const auto rows = static_cast<std::size_t>(header_.counts.encoded);
    std::map<std::string, Bytes, std::less<>> sections;
    for (std::size_t s = 0; s < shapes.size(); ++s)
        sections[shapes[s].name] = read_section(in, listed[s], shapes[s].name, rows * shapes[s].row_bytes);
    if (!in.at_end()) in.refuse("there is more behind its last section");

    tokens_ = as_span<RowToken>(sections["tokens"]);
    for (std::size_t i = 1; i < rows; ++i)
        if (!(tokens_[i - 1] < tokens_[i])) in.refuse("its row tokens are not in order, or one stands twice");
    present_ = as_span<std::uint64_t>(sections["present"]);
    keys_ = as_span<std::uint64_t>(sections["keys"]);
    absent_ = as_span<std::uint64_t>(sections["absent"]);
    blocks_ = as_span<std::uint32_t>(sections["blocks"]);
    refuse_wide_tokens(in, header_.blocks, blocks_);
    coarse_ = as_span<std::uint8_t>(sections["coarse"]);
    refuse_strange_values(in, header_, coarse_);
    absent_words_ = words_for(header_.views.size() + header_.keys.size() + header_.blocks.size());
    for (const ViewShape& view : header_.views) {
        symbols_.push_back(as_span<std::uint8_t>(sections["symbols:" + view.name]));
        const auto words = as_span<std::uint64_t>(sections["view:" + view.name]);
        views_.emplace_back(view.shape, words.data(), view.symbols > 0 ? 0 : rows);
        if (!padding_is_zero(views_.back())) in.refuse("a filter has bits beyond its length");
        weights_.push_back(weights(views_.back()));
    }
    // From here on the file is what its header says.
}

bool EncodedFile::has_view(std::size_t v, std::size_t row) const noexcept
{
    return header_.views[v].symbols > 0 ? !marked(v, row) : weights_[v][row] > 0;
}

Digest EncodedFile::digest() const { return sha256(file_.bytes()); }

} // namespace gauze::bloom
