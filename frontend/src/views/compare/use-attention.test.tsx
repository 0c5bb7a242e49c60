import { createEvent, fireEvent, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { show } from "../../testing/show";
import { useAttention } from "./use-attention";

function Part() {
  const [attended, handlers] = useAttention();
  return (
    <div data-testid="part" data-attended={attended} {...handlers}>
      <button type="button">inside</button>
    </div>
  );
}

/** An event of the pointer at a time; React makes enter and leave of over and out. */
function pointer(kind: "pointerOver" | "pointerMove" | "pointerOut", timeStamp: number) {
  const part = screen.getByTestId("part");
  const event = createEvent[kind](part);
  Object.defineProperty(event, "timeStamp", { value: timeStamp });
  fireEvent(part, event);
  return part.dataset["attended"];
}

test("is there for a pointer that moves in, until it leaves", () => {
  show(<Part />);
  pointer("pointerOver", 1000);
  expect(pointer("pointerMove", 1000)).toBe("true");
  expect(pointer("pointerMove", 3000)).toBe("true");
  expect(pointer("pointerOut", 4000)).toBe("false");
});

test("is not there for a part that has come under a resting pointer, though the hand trembles", () => {
  show(<Part />);
  pointer("pointerOver", 1000);
  expect(pointer("pointerMove", 1400)).toBe("false");
  expect(pointer("pointerMove", 1410)).toBe("false");
});

test("is there for the keyboard", async () => {
  const { user } = show(<Part />);
  await user.tab();
  expect(screen.getByTestId("part").dataset["attended"]).toBe("true");
});
