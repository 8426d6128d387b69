#include "engine/linkage/scratch.hpp"

#include "bloom/base/error.hpp"

#include <cstdlib>
#include <string>

namespace gauze::linkage {

Scratch::Scratch()
{
    std::string name = (std::filesystem::temp_directory_path() / "gauze-linkage-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw Error(Exit::cannot_write, "no temporary folder can be made",
                    "TMPDIR names the folder for temporary files");
    path_ = name;
}

Scratch::~Scratch()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace gauze::linkage
