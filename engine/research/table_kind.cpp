#include "engine/research/table_kind.hpp"

#include "bloom/base/error.hpp"
#include "bloom/base/files.hpp"
#include "bloom/base/json.hpp"

#include <string_view>

namespace gauze::research {

namespace fs = std::filesystem;

std::string kind_of_table(const fs::path& path)
{
    std::error_code unknown;
    if (!fs::is_regular_file(path, unknown) || fs::file_size(path, unknown) < 16) return {};
    const MappedFile file(path);
    const std::string_view text(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size());
    if (!text.starts_with("gauze-table ")) return {};
    const std::size_t first = text.find('\n');
    if (first == std::string_view::npos) return {};
    const std::string_view about = text.substr(first + 1, text.find('\n', first + 1) - first - 1);
    try {
        const Json header = Json::parse(about, path.string());
        return header.has("kind") ? header.text("kind") : std::string();
    } catch (const Error&) {
        return {};
    }
}

} // namespace gauze::research
