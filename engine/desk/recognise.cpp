#include "engine/desk/recognise.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "engine/project/exchange.hpp"
#include "engine/project/table_rows.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace gauze::desk {

namespace fs = std::filesystem;

namespace {

using project::Admitted;

constexpr std::string_view output_mark = ".gauze-output"; // OutputFolder's

std::string_view text_of(const MappedFile& file)
{
    return {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()};
}

Belongs by_project(const Admitted& me, std::string_view project)
{
    return project == me.policy.id ? Belongs::to_project : Belongs::elsewhere;
}

std::optional<std::string> project_in(std::string_view json)
{
    try {
        const Json object = Json::parse(json, "a header");
        if (object.has("project") && object.type("project") == Json::Type::text)
            return object.text("project");
    } catch (const Error&) { // not one of ours
    }
    return std::nullopt;
}

// "GAUZEENC", version, length of the header (little-endian), its digest, the header (encoded_file.hpp).
std::optional<std::string> project_of_encodings(std::string_view text)
{
    constexpr std::size_t length_at = 12, header_at = 48;
    if (text.size() < header_at) return std::nullopt;
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i)
        length |= std::size_t{static_cast<unsigned char>(text[length_at + i])} << (8 * i);
    return project_in(text.substr(header_at, length));
}

// "project NAME" on the second line.
std::optional<std::string> project_of_key(std::string_view text)
{
    const std::size_t first = text.find('\n');
    if (first == std::string_view::npos) return std::nullopt;
    text.remove_prefix(first + 1);
    if (!text.starts_with("project ")) return std::nullopt;
    return std::string(text.substr(8, text.find('\n') - 8));
}

// The statement beside a sealed file says whose it is, if a party of the policy has signed it.
Belongs sealed_belongs(const Admitted& me, const fs::path& file)
{
    const fs::path beside = project::statement_beside(file);
    std::error_code unknown;
    if (!fs::is_regular_file(beside, unknown)) return Belongs::elsewhere;
    try {
        const project::Envelope envelope = project::read_envelope(beside);
        const project::Statement said = project::statement_in(envelope, beside.string());
        const project::Member* const member = me.policy.governance->member(said.party);
        if (member == nullptr || !envelope.is_signed_by(member->signing)) return Belongs::elsewhere;
        return by_project(me, said.project);
    } catch (const Error&) {
        return Belongs::elsewhere;
    }
}

Belongs of_named(const Admitted& me, const std::optional<std::string>& project)
{
    return project ? by_project(me, *project) : Belongs::elsewhere;
}

// What a folder's files say together, for those of them that say nothing themselves.
struct Output {
    bool of_project = false, of_another = false;
};

std::optional<fs::path> output_of(const fs::path& file, const fs::path& top)
{
    std::error_code unknown;
    for (fs::path folder = file.parent_path(); !folder.empty(); folder = folder.parent_path()) {
        if (fs::exists(folder / output_mark, unknown)) return folder;
        if (folder == top || folder == folder.parent_path()) break;
    }
    return std::nullopt;
}

// A table or encoding of another project, or the like of it: it speaks for its folder too.
bool says_another(const Admitted& me, const fs::path& file)
{
    const MappedFile bytes(file);
    const std::string_view text = text_of(bytes);
    std::optional<std::string> project;
    if (const auto table = project::table_header(file); table && table->about.has("project"))
        project = table->about.text("project");
    else if (text.starts_with("GAUZEENC"))
        project = project_of_encodings(text);
    return project && *project != me.policy.id;
}

} // namespace

Belongs belongs(const Admitted& me, const fs::path& file)
{
    if (file.extension() == ".dsse" || file.extension() == ".log") return Belongs::evidence;
    const MappedFile bytes(file);
    const std::string_view text = text_of(bytes);
    if (text.starts_with("gauze-table ")) {
        const auto table = project::table_header(file);
        return table && table->about.has("project") ? by_project(me, table->about.text("project"))
                                                    : Belongs::elsewhere;
    }
    if (text.starts_with("GAUZEENC")) return of_named(me, project_of_encodings(text));
    if (text.starts_with("age-encryption.org/v1")) return sealed_belongs(me, file);
    if (text.starts_with("gauze-project-key ") || text.starts_with("gauze-ceremony "))
        return of_named(me, project_of_key(text));
    if (text.starts_with("gauze-linkage-identity ")) return Belongs::to_project;
    if (file.filename() == "about.json") return of_named(me, project_in(text));
    return Belongs::elsewhere;
}

Found recognise(const Admitted& me, const std::vector<fs::path>& folders, const std::vector<fs::path>& spared)
{
    std::set<fs::path> apart;
    for (const fs::path& path : spared) apart.insert(fs::weakly_canonical(path));
    const auto is_apart = [&](const fs::path& path) {
        for (fs::path one = path; one != one.parent_path(); one = one.parent_path())
            if (apart.contains(one)) return true;
        return false;
    };
    std::map<fs::path, Belongs> files;
    std::map<fs::path, fs::path> outputs; // file -> its folder
    std::map<fs::path, Output> said;
    for (const fs::path& named : folders) {
        const fs::path top = fs::canonical(named);
        for (const auto& entry : fs::recursive_directory_iterator(top)) {
            if (entry.is_symlink() || !entry.is_regular_file() || is_apart(entry.path())) continue;
            const fs::path& path = entry.path();
            files[path] = belongs(me, path);
            if (const auto output = output_of(path, top)) {
                outputs[path] = *output;
                said[*output].of_project |= files[path] == Belongs::to_project;
                said[*output].of_another |= says_another(me, path);
            }
        }
    }
    Found found;
    for (const auto& [path, whose] : files) {
        const auto output = outputs.find(path);
        const bool with_its_folder =
            output != outputs.end() && said[output->second].of_project && !said[output->second].of_another;
        if (whose == Belongs::to_project || (with_its_folder && whose == Belongs::elsewhere))
            found.destroy.push_back(path);
        else if (whose == Belongs::elsewhere)
            found.left.push_back(path);
    }
    return found;
}

} // namespace gauze::desk
