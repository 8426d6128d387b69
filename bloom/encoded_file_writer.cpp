// Sections stand one behind the other, each as long as all rows; a piece of rows therefore goes to as many
// places of the file as there are sections. Their digests are only known at the end, so the header, whose
// length does not depend on them, is written last.
#include "bloom/base/error.hpp"
#include "bloom/base/json.hpp"
#include "bloom/encoded_layout.hpp"

#include <cassert>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace gauze::bloom {

namespace {

using namespace layout;

struct Section {
    SectionShape shape;
    std::size_t at = 0, written = 0;
    Sha256 hash;
    std::string digest = std::string(64, '0');
};

Json rows_json(const RowCounts& counts)
{
    return Json()
        .set("read", counts.read)
        .set("encoded", counts.encoded)
        .set("excluded", counts.excluded)
        .set("rejected", counts.rejected);
}

std::string header_text(const EncodedHeader& header, const std::vector<Section>& sections)
{
    std::vector<Json> views, blocks, strata, measured, aggregates, parts;
    for (const ViewShape& view : header.views)
        views.push_back(
            Json().set("name", view.name).set("bits", view.shape.bits).set("symbols", view.symbols));
    for (const BlockShape& block : header.blocks)
        blocks.push_back(Json().set("name", block.name).set("bits", block.bits));
    for (const StratumShape& stratum : header.strata)
        strata.push_back(Json().set("name", stratum.name).set("values", stratum.values));
    for (const Measured& one : header.measured)
        measured.push_back(
            Json().set("density", one.density).set("repeats", one.repeats).set("missing", one.missing));
    for (const FieldAggregate& one : header.aggregates)
        aggregates.push_back(Json()
                                 .set("field", one.field)
                                 .set("present", one.present)
                                 .set("equal", one.equal)
                                 .set("near", one.near)
                                 .set("far", one.far));
    for (const Section& s : sections)
        parts.push_back(Json()
                            .set("name", s.shape.name)
                            .set("bytes", s.shape.row_bytes * header.counts.encoded)
                            .set("sha256", s.digest));
    Json json = Json()
                    .set("kind", "encoded")
                    .set("program", header.program)
                    .set("project", header.project)
                    .set("policy", header.policy)
                    .set("specification", header.specification)
                    .set("check", header.check)
                    .set("canary", header.canary)
                    .set("party", header.party)
                    .set("profile", header.profile)
                    .set("rows", rows_json(header.counts))
                    .set("views", views)
                    .set("keys", header.keys)
                    .set("fields", header.fields)
                    .set("measured", measured)
                    .set("aggregates", aggregates)
                    .set("settings", header.settings)
                    .set("sections", parts);
    if (!blocks.empty()) json.set("blocks", blocks);
    if (!strata.empty()) json.set("strata", strata);
    if (!header.rarity.empty()) json.set("rarity", header.rarity);
    return json.line();
}

void append_u32(std::string& to, std::uint32_t value) { to.append(reinterpret_cast<const char*>(&value), 4); }

std::string opening(const EncodedHeader& header, const std::vector<Section>& sections)
{
    const std::string text = header_text(header, sections);
    assert(text.size() <= largest_header);
    std::string start(magic, 8);
    append_u32(start, version_of(header));
    append_u32(start, static_cast<std::uint32_t>(text.size()));
    const Digest digest = sha256(bytes_of(text));
    start.append(reinterpret_cast<const char*>(digest.data()), digest.size());
    return start + text;
}

} // namespace

std::vector<SectionShape> sections_of(const EncodedHeader& header)
{
    std::vector<SectionShape> shapes{{"tokens", sizeof(RowToken)}};
    if (!header.fields.empty()) shapes.push_back({"present", words_for(header.fields.size()) * 8});
    bool marks = !header.keys.empty() || !header.blocks.empty();
    for (const ViewShape& view : header.views) {
        shapes.push_back(view.symbols > 0
                             ? SectionShape{fmt::format("symbols:{}", view.name), view.symbols}
                             : SectionShape{fmt::format("view:{}", view.name), view.shape.words() * 8});
        marks = marks || view.symbols > 0;
    }
    if (!header.keys.empty()) shapes.push_back({"keys", header.keys.size() * 8});
    if (!header.blocks.empty()) shapes.push_back({"blocks", header.blocks.size() * sizeof(std::uint32_t)});
    const std::size_t marked = header.views.size() + header.keys.size() + header.blocks.size();
    if (marks) shapes.push_back({"absent", words_for(marked) * 8});
    if (const std::size_t bytes = header.strata.size() + header.rarity.size(); bytes > 0)
        shapes.push_back({"coarse", bytes});
    return shapes;
}

struct EncodedFileWriter::State {
    std::filesystem::path path;
    EncodedHeader header;
    std::vector<Section> sections;
    std::size_t start_size = 0;
    int descriptor = -1;

    [[noreturn]] void failed() const
    {
        throw Error(Exit::cannot_write,
                    fmt::format("{} cannot be written: {}", path.string(), std::strerror(errno)));
    }
    void write(Bytes bytes, std::size_t at) const
    {
        while (!bytes.empty()) {
            const auto part = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(at));
            if (part < 0 && errno == EINTR) continue;
            if (part <= 0) failed();
            bytes = bytes.subspan(static_cast<std::size_t>(part));
            at += static_cast<std::size_t>(part);
        }
    }
};

EncodedFileWriter::EncodedFileWriter(const std::filesystem::path& path, EncodedHeader header)
    : state_(std::make_unique<State>())
{
    assert(header.counts.balance());
    state_->path = path;
    state_->header = std::move(header);
    for (SectionShape& shape : sections_of(state_->header))
        state_->sections.push_back({.shape = std::move(shape), .hash = {}});
    std::size_t at = state_->start_size = opening(state_->header, state_->sections).size();
    for (Section& section : state_->sections) {
        section.at = at = aligned(at);
        at += section.shape.row_bytes * state_->header.counts.encoded;
    }
    state_->descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (state_->descriptor < 0 || ::ftruncate(state_->descriptor, static_cast<off_t>(at)) != 0)
        state_->failed();
}

EncodedFileWriter::~EncodedFileWriter()
{
    if (state_->descriptor < 0) return;
    ::close(state_->descriptor);
    (void)::unlink(state_->path.c_str());
}

void EncodedFileWriter::append(std::span<const Bytes> pieces)
{
    assert(pieces.size() == state_->sections.size());
    for (std::size_t s = 0; s < pieces.size(); ++s) {
        Section& section = state_->sections[s];
        assert(pieces[s].size() % section.shape.row_bytes == 0);
        state_->write(pieces[s], section.at + section.written);
        section.hash.update(pieces[s]);
        section.written += pieces[s].size();
    }
}

void EncodedFileWriter::close()
{
    for (Section& section : state_->sections) {
        assert(section.written == section.shape.row_bytes * state_->header.counts.encoded);
        section.digest = to_hex(section.hash.finish());
    }
    const std::string start = opening(state_->header, state_->sections);
    assert(start.size() == state_->start_size);
    state_->write(bytes_of(start), 0);
    if (::fsync(state_->descriptor) != 0) state_->failed();
    const int descriptor = std::exchange(state_->descriptor, -1);
    if (::close(descriptor) != 0) state_->failed();
}

void write_encoded_file(const std::filesystem::path& path, const EncodedHeader& header,
                        std::span<const RowToken> tokens, std::span<const FilterRows> views)
{
    assert(header.counts.encoded == tokens.size() && header.views.size() == views.size());
    assert(header.keys.empty() && header.fields.empty() && header.blocks.empty());
    assert(header.strata.empty() && header.rarity.empty());
    std::vector<Bytes> pieces{std::as_bytes(tokens)};
    for (const FilterRows& view : views) pieces.push_back(std::as_bytes(view.words()));
    EncodedFileWriter file(path, header);
    file.append(pieces);
    file.close();
}

} // namespace gauze::bloom
