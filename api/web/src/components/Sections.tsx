// An application's fields under the headings of the official form; items of a list each by themselves.

import { Fragment } from "preact";
import { partsOf, placeOf, type Placed } from "../state/parts";
import { mayChange } from "../state/correction";
import { texts } from "../texts";
import { isComputed, type Application, type Field, type List } from "../turn";
import { Add } from "./Add";
import { Remove } from "./Remove";
import { Row } from "./Row";

interface Props {
  application: Application;
  lists: List[];
  /** Nothing can be changed. */
  fixed?: boolean;
  /** Which fields are meant; without it, all. */
  shown?: (field: Field) => boolean;
}

export function Sections({ application: { sections, fields }, lists, fixed = false, shown = () => true }: Props) {
  const told = (item: string) => Object.values(fields).some((one) => shown(one) && one.fact.startsWith(`${item}.`));
  const filled = sections.map(({ title, fields: pointers }) => ({
    title,
    parts: partsOf(pointers.map((pointer) => ({ ...fields[pointer]!, pointer })).filter(shown)),
  }));
  return (
    <>
      {filled.filter(({ parts }) => parts.length).map(({ title, parts }) => (
        <section key={title} class="part" lang="zh-CN">
          <h4>{title}</h4>
          {parts.map(({ item, fields: some }) =>
            item === undefined ? (
              <Rows key={some[0]!.pointer} fields={some} fixed={fixed} />
            ) : (
              <Fragment key={item}>
                <Item item={item} lists={lists} fields={some} fixed={fixed} />
                {!fixed && <More item={item} lists={lists} told={told} />}
              </Fragment>
            ),
          )}
        </section>
      ))}
    </>
  );
}

function Item({ item, lists, fields, fixed: closed }: { item: string; lists: List[]; fields: Placed[]; fixed: boolean }) {
  const fixed = closed || !mayChange(item);
  const place = placeOf(item, lists);
  const name = place ? texts().form.item(place.label, place.number) : "";
  return (
    <div class="item" role="group" aria-label={name}>
      {place && <h5>{name}</h5>}
      <Rows fields={fields} fixed={fixed} />
      {place && !fixed && <Remove item={item} name={name} said={texts().chat.removing(place.label, place.number)} />}
    </div>
  );
}

/** Behind the last item of a list: those of which nothing is told yet, each to be taken out again; without any, a way to add one. */
function More({ item, lists, told }: { item: string; lists: List[]; told: (item: string) => boolean }) {
  const list = lists.find(({ items }) => items.filter(told).pop() === item);
  if (!list || !mayChange(list.fact)) return null;
  const empty = list.items.filter((one) => !told(one));
  return empty.length ? (
    <>{empty.map((one) => <Item key={one} item={one} lists={lists} fields={[]} fixed={false} />)}</>
  ) : (
    <Add list={list} />
  );
}

function Rows({ fields, fixed }: { fields: Placed[]; fixed: boolean }) {
  return <dl>{fields.map((field) => <Row key={field.pointer} field={field} fixed={fixed || isComputed(field)} />)}</dl>;
}
