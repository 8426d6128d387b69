# What a compiler is told in one room of the house: the definitions and include folders of the room's own target,
# handed over by the tests as lists with | between the entries.
function(gauze_room_flags into)
  set(flags -std=c++20 -Wall -Wextra -Werror)
  string(REPLACE "|" ";" definitions "${DEFINITIONS}")
  string(REPLACE "|" ";" includes "${INCLUDES}")
  foreach(definition IN LISTS definitions)
    list(APPEND flags -D${definition})
  endforeach()
  foreach(folder IN LISTS includes)
    list(APPEND flags -I${folder})
  endforeach()
  set(${into} "${flags}" PARENT_SCOPE)
endfunction()
