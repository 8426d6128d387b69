#include "engine/project/key_lines.hpp"

#include "engine/project/refusal.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace gauze::project {

void refuse_if_others_may_read(const std::filesystem::path& path)
{
    struct stat facts {};
    if (::stat(path.c_str(), &facts) == 0 && (facts.st_mode & 077) != 0)
        refuse_with("key-exposed",
                    fmt::format("{} may be read by other users of this machine", path.string()),
                    fmt::format("make it private: chmod 600 {}", path.string()));
}

bool KeyLines::begins(std::string_view name) const
{
    return left_.starts_with(name) && left_.size() > name.size() && left_[name.size()] == ' ';
}

std::string_view KeyLines::take(std::string_view name)
{
    const std::size_t end = left_.find('\n');
    if (!begins(name) || end == std::string_view::npos) damaged_();
    const std::string_view value = left_.substr(name.size() + 1, end - name.size() - 1);
    left_.remove_prefix(end + 1);
    return value;
}

void KeyLines::take_hex(std::string_view name, std::span<std::byte> into)
{
    if (!from_hex(take(name), into)) damaged_();
}

} // namespace gauze::project
