#include "bloom/encoded_file.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/json.hpp"

#include <bit>
#include <cstring>

#include <fmt/format.h>

namespace gauze::bloom {

namespace {

static_assert(std::endian::native == std::endian::little,
              "encoded files are mapped as they are: little-endian");
static_assert(sizeof(RowToken) == 16);

constexpr char magic[] = "GAUZEENC";
constexpr std::uint32_t version = 1;
constexpr std::size_t largest_header = 1u << 20;
constexpr std::size_t alignment = 64;

std::size_t aligned(std::size_t at) { return (at + alignment - 1) / alignment * alignment; }

struct Section {
    std::string name;
    Bytes bytes;
};

// ---- writing ----

Json header_json(const EncodedHeader& header, const std::vector<Section>& sections)
{
    std::vector<Json> views, parts;
    for (const ViewShape& view : header.views)
        views.push_back(Json().set("name", view.name).set("bits", view.shape.bits));
    for (const Section& s : sections)
        parts.push_back(
            Json().set("name", s.name).set("bytes", s.bytes.size()).set("sha256", to_hex(sha256(s.bytes))));
    return Json()
        .set("kind", "encoded")
        .set("program", header.program)
        .set("project", header.project)
        .set("policy", header.policy)
        .set("specification", header.specification)
        .set("check", header.check)
        .set("party", header.party)
        .set("profile", header.profile)
        .set("rows", Json()
                         .set("read", header.counts.read)
                         .set("encoded", header.counts.encoded)
                         .set("excluded", header.counts.excluded)
                         .set("rejected", header.counts.rejected))
        .set("views", views)
        .set("sections", parts);
}

void append_u32(std::string& to, std::uint32_t value) { to.append(reinterpret_cast<const char*>(&value), 4); }

// ---- reading ----

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

Json read_header(Reader& in, const std::filesystem::path& path)
{
    const Bytes start = in.take(8, "the first eight bytes");
    if (std::memcmp(start.data(), magic, 8) != 0) in.refuse("this is not an encoded file of gauze");
    const std::uint32_t found = in.u32("the version");
    if (found > version)
        throw Error(Exit::bad_data,
                    fmt::format("{}: written in version {} of the format; this program reads up to {}",
                                path.string(), found, version),
                    "update gauze on this machine");
    if (found == 0) in.refuse("version 0 does not exist");
    const std::uint32_t length = in.u32("the header's length");
    if (length > largest_header) in.refuse("the header is too long to be true");
    const Bytes digest = in.take(32, "the header's digest");
    const Bytes text = in.take(length, "the header");
    if (!std::ranges::equal(sha256(text), digest)) in.refuse("the header is damaged");
    return Json::parse({reinterpret_cast<const char*>(text.data()), text.size()}, path.string());
}

std::uint64_t count_of(const Reader& in, const Json& json, std::string_view key)
{
    const std::int64_t value = json.number(key);
    if (value < 0) in.refuse(fmt::format("\"{}\" is negative", key));
    return static_cast<std::uint64_t>(value);
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
        header.views.push_back({view.text("name"), FilterShape{static_cast<std::uint32_t>(bits)}});
    }
    if (header.views.empty()) in.refuse("it has no view");
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

} // namespace

void write_encoded_file(const std::filesystem::path& path, const EncodedHeader& header,
                        std::span<const RowToken> tokens, std::span<const FilterRows> views)
{
    assert(header.counts.balance() && header.counts.encoded == tokens.size());
    assert(header.views.size() == views.size());
    std::vector<Section> sections{{"tokens", std::as_bytes(tokens)}};
    for (std::size_t v = 0; v < views.size(); ++v)
        sections.push_back({"view:" + header.views[v].name, std::as_bytes(views[v].words())});

    const std::string text = header_json(header, sections).line();
    std::string start(magic, 8);
    append_u32(start, version);
    append_u32(start, static_cast<std::uint32_t>(text.size()));
    const Digest digest = sha256(bytes_of(text));
    start.append(reinterpret_cast<const char*>(digest.data()), digest.size());
    start += text;

    FileWriter file(path, FileMode::owner_only);
    file.write(start);
    for (const Section& section : sections) {
        file.write(std::string(aligned(file.written()) - file.written(), '\0'));
        file.write(section.bytes);
    }
    file.close();
}

EncodedFile::EncodedFile(const std::filesystem::path& path) : path_(path), file_(path)
{
    Reader in(path_, file_.bytes());
    const Json json = read_header(in, path_);
    header_ = parse_header(in, json);
    const std::vector<Json> sections = json.objects("sections");
    if (sections.size() != header_.views.size() + 1) in.refuse("its list of sections does not fit its views");

    const auto rows = static_cast<std::size_t>(header_.counts.encoded);
    const Bytes tokens = read_section(in, sections[0], "tokens", rows * sizeof(RowToken));
    tokens_ = {reinterpret_cast<const RowToken*>(tokens.data()), rows};
    for (std::size_t i = 1; i < rows; ++i)
        if (!(tokens_[i - 1] < tokens_[i])) in.refuse("its row tokens are not in order, or one stands twice");

    for (std::size_t v = 0; v < header_.views.size(); ++v) {
        const FilterShape shape = header_.views[v].shape;
        const Bytes bytes =
            read_section(in, sections[v + 1], "view:" + header_.views[v].name, rows * shape.words() * 8);
        views_.emplace_back(shape, reinterpret_cast<const std::uint64_t*>(bytes.data()), rows);
        if (!padding_is_zero(views_.back())) in.refuse("a filter has bits beyond its length");
        weights_.push_back(weights(views_.back()));
    }
    if (!in.at_end()) in.refuse("there is more behind its last section");
    // From here on the file is what its header says.
}

Digest EncodedFile::digest() const { return sha256(file_.bytes()); }

} // namespace gauze::bloom
