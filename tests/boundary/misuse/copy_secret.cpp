// A key is held once, in locked memory, or moved.
#include "bloom/base/secret.hpp"

#include <utility>

gauze::Secret keep(gauze::Secret& key)
{
#ifdef LEAK
    return key;
#else
    return std::move(key);
#endif
}
