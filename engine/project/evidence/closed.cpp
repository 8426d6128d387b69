#include "engine/project/evidence/closed.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::project {

namespace fs = std::filesystem;

std::vector<LogLine> lines_of_verb(const fs::path& log, std::string_view verb)
{
    std::vector<LogLine> lines;
    std::error_code unknown;
    if (!fs::is_regular_file(log, unknown) || fs::file_size(log, unknown) == 0) return lines;
    const MappedFile file(log);
    std::string_view rest(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size());
    const std::string mark = fmt::format("\"verb\":\"{}\"", verb);
    for (std::size_t at = rest.find(mark); at != std::string_view::npos; at = rest.find(mark)) {
        const std::size_t before = rest.rfind('\n', at), end = rest.find('\n', at);
        if (end == std::string_view::npos) break; // torn
        const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
        try {
            LogLine line = LogLine::parse(rest.substr(begin, end - begin), log.string());
            if (line.verb == verb) lines.push_back(std::move(line));
        } catch (const Error&) { // for gauze verify to say
        }
        rest.remove_prefix(end + 1);
    }
    return lines;
}

std::string closing_name(std::string_view project) { return fmt::format("{}.closed", project); }

fs::path closing_beside(const fs::path& party_key, std::string_view project)
{
    fs::path path = party_key;
    path += fmt::format(".{}.closed.dsse", project);
    return path;
}

bool is_closed(const Admitted& me, const Governed& options)
{
    std::error_code unknown;
    if (!me.governed()) return false;
    if (fs::exists(closing_beside(options.party_key, me.policy.id), unknown)) return true;
    if (options.evidence.empty()) return false;
    const auto closes = [&](const LogLine& line) {
        return line.outcome == "done" && line.is_signed_by(me.me->signing) &&
               std::ranges::any_of(line.digests, [&](const auto& one) {
                   return one.first == closing_name(me.policy.id) &&
                          one.second == to_hex(sha256(bytes_of(me.policy.id)));
               });
    };
    return std::ranges::any_of(lines_of_verb(options.evidence / fmt::format("{}.log", me.me->name), "close"),
                               closes);
}

} // namespace gauze::project
